// Memfun: Doctor. Checks every part with a real ping and shows a report that says how to mend what fails.
import * as vscode from 'vscode';
import { abortable } from '../../runtime/core/index.js';
import { doctorReport } from '../host/doctor-report.js';
import { told } from '../host/told.js';
import type { Command } from './command.js';

export const doctor: Command = async (host) => {
  const checks = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Memfun is checking its parts…'),
      cancellable: true,
    },
    async (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const memfun = await abortable(host.runtime.get(), abort.signal);
      return memfun.doctor(abort.signal);
    },
  );
  await host.reports.show('Memfun Doctor', doctorReport(checks, told));
  return checks;
};
