// One storage account without keys: StorageV2, TLS 1.2, no public blobs, no shared keys.
import { encryptionKey, tagSet } from 'types.bicep'

@minLength(3)
@maxLength(24)
param name string
param location string
param tags tagSet
param sku 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS'
param containers string[]
param tables string[] = []
param queues string[] = []

@description('Days for which a deleted blob or container can be brought back.')
@minValue(1)
@maxValue(365)
param softDeleteDays int

@description('Keeps what a blob was before it was replaced or deleted.')
param versioning bool = false

@description('Containers whose blobs are deleted after retentionDays.')
param transientContainers string[] = []

@minValue(1)
param retentionDays int = 30

@description('Lets in only the private endpoints, allowedIpAddresses and the Azure services that Microsoft lists as trusted.')
param closed bool
param allowedIpAddresses string[] = []

@description('Customer-managed key; null leaves the keys to Microsoft.')
param key encryptionKey?

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  identity: key == null
    ? null
    : {
        type: 'UserAssigned'
        userAssignedIdentities: { '${key!.identityId}': {} }
      }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      // 'Enabled' and 'Deny', not 'Disabled': Event Grid, a trusted service, must reach the dead letters.
      defaultAction: closed ? 'Deny' : 'Allow'
      bypass: 'AzureServices'
      ipRules: [for address in allowedIpAddresses: { action: 'Allow', value: address }]
    }
    encryption: {
      keySource: key == null ? 'Microsoft.Storage' : 'Microsoft.Keyvault'
      identity: key == null ? null : { userAssignedIdentity: key!.identityId }
      keyvaultproperties: key == null ? null : { keyvaulturi: key!.vaultUri, keyname: key!.keyName }
      services: {
        blob: { enabled: true, keyType: 'Account' }
        file: { enabled: true, keyType: 'Account' }
        // Only when the account is created can tables and queues be put under its key, so always: a customer's own may come later.
        queue: { enabled: true, keyType: 'Account' }
        table: { enabled: true, keyType: 'Account' }
      }
    }
  }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2026-06-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: versioning
    deleteRetentionPolicy: { enabled: true, days: softDeleteDays }
    containerDeleteRetentionPolicy: { enabled: true, days: softDeleteDays }
  }
}

resource blobContainers 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-06-01' = [
  for container in containers: {
    parent: blobService
    name: container
    properties: { publicAccess: 'None' }
  }
]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2026-06-01' = {
  parent: account
  name: 'default'
}

resource storageTables 'Microsoft.Storage/storageAccounts/tableServices/tables@2026-06-01' = [
  for table in tables: {
    parent: tableService
    name: table
  }
]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2026-06-01' = {
  parent: account
  name: 'default'
}

resource storageQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2026-06-01' = [
  for queue in queues: {
    parent: queueService
    name: queue
  }
]

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2026-06-01' = if (!empty(transientContainers)) {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'delete-transient'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: ['blockBlob', 'appendBlob']
              prefixMatch: [for container in transientContainers: '${container}/']
            }
            actions: {
              baseBlob: { delete: { daysAfterModificationGreaterThan: retentionDays } }
            }
          }
        }
        {
          // Wherever they lie: what a photo was before must not outlive it for ever.
          name: 'delete-former'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'] }
            actions: {
              snapshot: { delete: { daysAfterCreationGreaterThan: retentionDays } }
              version: versioning ? { delete: { daysAfterCreationGreaterThan: retentionDays } } : null
            }
          }
        }
      ]
    }
  }
  // A policy that speaks of versions wants versioning to be on.
  dependsOn: [blobService]
}

output id string = account.id
