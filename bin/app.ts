import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import { readSettings, SettingsError } from '../lib/settings.ts'
import { ThroughlineStack } from '../lib/stack.ts'

const app = new App()
Validations.of(app).addPlugins(new ServerlessChecks(app), new AwsSolutionsChecks(app))
try {
  new ThroughlineStack(app, 'Throughline', readSettings(app.node.getAllContext()))
} catch (error) {
  if (!(error instanceof SettingsError)) throw error
  // The sentences are for the operator; a stack trace under them would only hide them.
  console.error(error.message)
  process.exit(1)
}
