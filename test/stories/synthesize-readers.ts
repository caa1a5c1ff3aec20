/** `node synthesize-readers.ts READER…` writes the template of a deployment with these readers, its functions not bundled. */
import { Template } from 'aws-cdk-lib/assertions'
import { stackWith } from '../stack/deployment.ts'

const { stack } = stackWith({ 'throughline:readers': process.argv.slice(2) })
process.stdout.write(JSON.stringify(Template.fromStack(stack).toJSON()))
