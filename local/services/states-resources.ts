import * as z from 'zod'
import { InvalidDefinition, parseDefinition, resourcesOf } from '../asl/definition.ts'
import type { ResourceType } from '../world.ts'
import { arn, generatedName, ignored, resourceType } from './resource.ts'
import type { States } from './states.ts'
import { refusal } from './states-integrations.ts'

const StateMachineProperties = z.strictObject({
  StateMachineName: z.string().max(80).optional(),
  StateMachineType: z.literal('STANDARD').default('STANDARD'),
  RoleArn: z.string().default('arn:aws:iam::000000000000:role/state-machine'),
  DefinitionString: z.string().optional(),
  Definition: z.record(z.string(), z.unknown()).optional(),
  DefinitionSubstitutions: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  LoggingConfiguration: ignored,
  TracingConfiguration: ignored,
  EncryptionConfiguration: ignored,
  Tags: ignored,
})

/** `AWS::StepFunctions::StateMachine`: Ref is the machine's ARN. Express machines are refused. */
export function statesTypes(states: States): ResourceType[] {
  return [
    resourceType('AWS::StepFunctions::StateMachine', StateMachineProperties, (properties, resource, world) => {
      const name = properties.StateMachineName ?? generatedName(resource)
      const machineArn = arn(world, 'states', `stateMachine:${name}`)
      const given = properties.DefinitionString ?? (properties.Definition && JSON.stringify(properties.Definition))
      if (given === undefined)
        throw new Error(
          `${resource.logicalId} has neither DefinitionString nor Definition; the local runner reads no definitions from S3.`,
        )
      const definition = substitute(given, properties.DefinitionSubstitutions)
      const machine = parseDefinition(definition)
      const unknown = resourcesOf(machine).flatMap(({ place, resource: task }) => {
        const why = refusal(task)
        return why === undefined ? [] : [`${place}/Resource: ${why}.`]
      })
      if (unknown.length > 0) throw new InvalidDefinition(unknown)
      states.machines.set(machineArn, {
        arn: machineArn,
        name,
        roleArn: properties.RoleArn,
        definition,
        machine,
        createdAt: world.now(),
      })
      return { ref: machineArn, attributes: { Arn: machineArn, Name: name, StateMachineRevisionId: 'INITIAL' } }
    }),
  ]
}

function substitute(text: string, values: Record<string, string | number | boolean>): string {
  return text.replace(/\$\{([\w-]+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  )
}
