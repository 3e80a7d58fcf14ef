// A key of the customer's own that encrypts the data account, and the identity that storage uses it with.
import { tagSet } from 'types.bicep'

@minLength(3)
@maxLength(24)
param vaultName string
param identityName string
param location string
param tags tagSet

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: identityName
  location: location
  tags: tags
}

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: vaultName
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    // Storage refuses keys that could be lost: without the key the gallery is unreadable for ever.
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    // Only storage asks for the key, and it is a trusted service.
    networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' }
  }
}

resource key 'Microsoft.KeyVault/vaults/keys@2026-05-15' = {
  parent: vault
  name: 'gallery'
  properties: {
    kty: 'RSA'
    keySize: 3072
    keyOps: ['wrapKey', 'unwrapKey']
    rotationPolicy: {
      lifetimeActions: [{ trigger: { timeAfterCreate: 'P1Y' }, action: { type: 'rotate' } }]
    }
  }
}

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles: Key Vault Crypto Service Encryption User
var encryptionUserRole = 'e147488a-f6f5-4113-8e2d-b22465e65bf6'

// Here and not in roles.bicep, because the data account cannot be created before it.
resource storageKey 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, identity.id, encryptionUserRole)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', encryptionUserRole)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    description: 'Storage: wraps its own key with the customer\'s.'
  }
}

output vaultUri string = vault.properties.vaultUri
output keyName string = key.name
output identityId string = identity.id
