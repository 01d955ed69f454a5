export const home = {
  home: {
    allApps: 'All my apps',
    last: 'What happened last',
    lastUsed: 'Last used:',
    lastHint: 'Tokens that your apps got, and refusals with their reason.',
    title: 'Welcome, {{name}}',
  },
  firstRun: {
    api: 'Import your first API',
    apiHint: 'Its OpenAPI document is enough: each operation becomes a scope.',
    developer: 'Look as a developer',
    developerHint: 'Create a user with the default role, and sign in as them in a private window.',
    dismiss: 'Do not show this again',
    done: 'Done',
    hint: 'What a new installation needs. Each tick is set by what is there, not by a click.',
    mail: 'Set up mail',
    mailHint:
      'With SMTP_URL in the environment; until then mails are files in the folder “outbox”.',
    name: 'Give it your name and look',
    nameHint: 'Name, logo and colours of the portal, its pages and mails.',
    open: 'To be done',
    role: 'Say what developers may do',
    roleHint:
      'The default role has what came with Gatehouse. Give it scopes of yours, or make another role the default.',
    scope: 'Create your first scope',
    scopeHint:
      'For a server of yours that checks tokens; importing an API creates its scopes, too.',
    title: 'First steps',
  },
  decision: {
    approve: 'Approve app',
    approveTitle: 'Approve “{{name}}”?',
    isApproved: 'The app is approved.',
    from: 'An administrator wrote:',
    message: 'Message to the owner',
    messageHint: 'The owner sees it on the page of the app, and is told of the decision by mail.',
    refuse: 'Refuse app',
    refused: 'The app is refused.',
    refuseConsequence:
      'It stays disabled, and its owner cannot enable it. You can approve it later.',
    refuseTitle: 'Refuse “{{name}}”?',
  },
  waiting: { count: 'waiting' },
};
