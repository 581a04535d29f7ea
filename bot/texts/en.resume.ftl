### Sending waits after a backup was restored.

resume-held = Nothing is being sent since { $since }: a backup was restored. What was on its way may have been sent since the backup was made. An administrator decides: /status send new, or /status send all.
resume-new = Send only what comes from now on
resume-all = Send everything that waits
resume-not-admin = Only an administrator decides this.
resume-nothing = Nothing is held up. Notices are being sent.
resume-done-new = Notices are sent again. Called off, since they may have been sent before: { $count }.
resume-done-all = Notices are sent again, with everything that waited.
