// The CDK8s CLI without its update check, which needs the network, and without the stack that it prints when the app fails:
// the app has said already what is wrong.
process.env.CDK8S_CHECK_UPGRADE ??= 'false';
require('../node_modules/cdk8s-cli/lib/cli');
// Only now: yargs reads the stack while it loads the commands.
Error.stackTraceLimit = 0;
