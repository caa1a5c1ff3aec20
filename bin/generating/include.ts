/** `include` is no section of the plan: it says where the sections are, so it has no schema in the domain. */
export const INCLUDE = {
  means: 'Other files of this plan, below the folder of this one. Only the main file includes others.',
  example: ['people.yaml', 'kpis/sales.yaml'],
} as const
