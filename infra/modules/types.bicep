@export()
@description('Who may work with the photos and their answers.')
type operator = {
  @description('Object id in Entra ID.')
  principalId: string

  principalType: 'User' | 'Group' | 'ServicePrincipal'
}

@export()
@description('Instances that are kept warm, by the groups in which Flex Consumption scales functions. Each costs money around the clock.')
type alwaysReadyCounts = {
  @description('All HTTP functions.')
  @minValue(0)
  @maxValue(1000)
  http: int

  @description('EnrollPhoto and IdentifyPhoto.')
  @minValue(0)
  @maxValue(1000)
  blob: int
}

@export()
@description('A key that encrypts an account, and the identity that may use it.')
type encryptionKey = {
  vaultUri: string
  keyName: string
  identityId: string
}

@export()
@description('Tags of resources.')
type tagSet = {
  *: string
}

@export()
@description('Size of the search service. How many faces fit: docs/scale.md.')
type searchSku = 'basic' | 'standard' | 'standard2' | 'standard3'
