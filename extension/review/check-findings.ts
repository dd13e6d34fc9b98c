// What the project's own checks found, as problems in the files, until those change or the next checks come.
import * as vscode from 'vscode';
import type { CheckResult } from '../../runtime/core/index.js';
import { Findings } from './findings.js';

/** Not that of our own findings: these can be fixed, but were not ours to judge. */
const SOURCE = vscode.l10n.t('Memfun checks');

export class CheckFindings implements vscode.Disposable {
  readonly #findings = new Findings(SOURCE);

  async show(results: readonly CheckResult[]): Promise<void> {
    this.#findings.clear();
    await this.#findings.showAll(
      results
        .flatMap(({ findings }) => findings)
        .map(({ path, line, severity, message, code, source }) => ({
          path,
          line,
          severity,
          title: `${message} (${source})`,
          detail: '',
          ...(code === undefined ? {} : { rule: code }),
        })),
    );
  }

  dispose(): void {
    this.#findings.dispose();
  }
}
