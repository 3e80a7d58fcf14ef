// Azure AI Search, for galleries beyond what fits into an instance's memory. The app does not use it yet: see docs/operations.md.
import { tagSet } from 'types.bicep'

param name string
param location string
param tags tagSet

@description('Lets in nobody from the internet.')
param closed bool

resource service 'Microsoft.Search/searchServices@2025-05-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'basic' }
  properties: {
    replicaCount: 1
    partitionCount: 1
    hostingMode: 'Default'
    disableLocalAuth: true
    publicNetworkAccess: closed ? 'Disabled' : 'Enabled'
  }
}

output id string = service.id
