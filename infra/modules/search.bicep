// Azure AI Search, for galleries beyond what fits into an instance's memory: see docs/scale.md. The app makes its indexes itself.
import { searchSku, tagSet } from 'types.bicep'

param name string
param location string
param tags tagSet

param sku searchSku

@minValue(1)
@maxValue(12)
param replicas int

@minValue(1)
@maxValue(12)
param partitions int

@description('Lets in nobody from the internet.')
param closed bool

resource service 'Microsoft.Search/searchServices@2025-05-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: sku }
  properties: {
    replicaCount: replicas
    partitionCount: partitions
    hostingMode: 'Default'
    disableLocalAuth: true
    publicNetworkAccess: closed ? 'Disabled' : 'Enabled'
  }
}

output id string = service.id
