// Static rules of security: weak hashes, switched-off checks, guessable secrets, open doors.
import type { StaticRule } from './rule.js';
import { matching, matchingBoth } from './rule.js';

export const SECURITY_RULES: readonly StaticRule[] = [
  {
    id: 'weak-hash',
    security: true,
    families: 'any',
    severity: 'warning',
    title: 'MD5 and SHA-1 can be forged',
    detail:
      'Two different inputs with the same hash can be made on purpose. Use SHA-256; for passwords a slow hash (argon2, scrypt, bcrypt).',
    find: matchingBoth(
      /createHash\(|hashlib\.|MessageDigest|\b(?:md5|sha1)\.(?:New|Sum)|Digest::|hash\(/,
      /createHash\(\s*['"](?:md5|sha1)['"]|hashlib\.(?:md5|sha1)\(|getInstance\(\s*"(?:MD5|SHA-?1)"|\b(?:md5|sha1)\.(?:New|Sum)\(|Digest::(?:MD5|SHA1)\b|\bhash\(\s*['"](?:md5|sha1)['"]/,
    ),
  },
  {
    id: 'certificate-check-off',
    security: true,
    families: 'any',
    severity: 'error',
    title: 'Certificates are not checked',
    detail:
      'Anybody between the two ends can read and change what is sent. Keep the check on; trust a private authority by its own certificate instead.',
    find: matching(
      /rejectUnauthorized\s*:\s*false|NODE_TLS_REJECT_UNAUTHORIZED|\bverify\s*=\s*False\b|InsecureSkipVerify\s*:\s*true|danger_accept_invalid_certs\(\s*true|CURLOPT_SSL_VERIFYPEER\s*,\s*(?:0|false)/,
    ),
  },
  {
    id: 'predictable-secret',
    security: true,
    families: 'any',
    severity: 'error',
    title: 'A secret is made from predictable random numbers',
    detail:
      'Whoever sees a few of these values can compute the next ones. Use crypto.randomUUID or randomBytes, secrets.token_urlsafe, crypto/rand.',
    find: matching(
      /(?:token|secret|password|session_?id|nonce|salt|otp|api_?key)\w*\s*(?::\s*\w+\s*)?[:=].*(?:Math\.random\(|\brandom\.(?:random|randint|choice)\(|\brand\.(?:Int|Intn|Read)\()/i,
    ),
  },
  {
    id: 'path-from-request',
    security: true,
    families: ['script', 'python'],
    severity: 'warning',
    title: 'A path from a request leads to a file',
    detail:
      'With "../" in it the request reaches any file of the machine. Resolve the path and check that it stays inside its folder.',
    find: matching(
      /(?:readFile|readFileSync|createReadStream|sendFile|unlink|writeFile|writeFileSync|\bopen)\([^)]*\b(?:req|request|ctx)\.(?:params|query|body|args|form|path|url)\b/,
    ),
  },
  {
    id: 'any-origin',
    security: true,
    families: 'any',
    severity: 'warning',
    title: 'Every website may read the answers',
    detail:
      'With "*" as allowed origin any page that a user visits can call this. Name the origins that should.',
    find: ({ raw }) =>
      raw.flatMap((line, index) =>
        /Access-Control-Allow-Origin['"]?\s*[,:]\s*['"]\*['"]|allow_origins\s*=\s*\[\s*['"]\*['"]/i.test(
          line,
        )
          ? [{ index }]
          : [],
      ),
  },
];
