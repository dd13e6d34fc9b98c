// Takes what looks like a key out of a log line.

const SECRETS: readonly RegExp[] = [
  /\bsk-[\w-]{8,}/g,
  /\bgh[pousr]_\w{16,}/g,
  /\bgithub_pat_\w{20,}/g,
  /\bAKIA[A-Z0-9]{12,}/g,
  /\bxox[abprs]-[\w-]{8,}/g,
  /\bAIza[\w-]{20,}/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+/g,
  /\bBearer\s+[\w.~+/-]{8,}=*/gi,
  /(?<=\b(?:api[-_]?key|token|password|secret)["']?\s*[:=]\s*["']?)[^\s"',}]{6,}/gi,
  /(?<=:\/\/[^\s/:@]+:)[^\s/@]+(?=@)/g,
];

export function scrubSecrets(text: string): string {
  return SECRETS.reduce((clean, secret) => clean.replace(secret, '[secret]'), text);
}
