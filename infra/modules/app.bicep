// The Flex Consumption plan and the function app on it: a .NET isolated worker that signs in everywhere with its identity.
import { alwaysReadyCounts, tagSet } from 'types.bicep'

param planName string
param appName string
param location string
param tags tagSet

@description('Id of the user-assigned identity; null gives the app a system-assigned one.')
param identityId string?

@description('Client id of the user-assigned identity; null with a system-assigned one.')
param identityClientId string?
param instanceMemoryMB 512 | 2048 | 4096

@minValue(40)
@maxValue(1000)
param maximumInstanceCount int
param alwaysReady alwaysReadyCounts

@description('Account of the Functions host: packages, locks, keys, the queue of blob events.')
param hostAccountName string
param packageContainer string

@description('Account of the photos and rows.')
param dataAccountName string

param insightsConnectionString string

@description('Folder of the model bundle in the published app.')
param bundlePath string

@description('Cosine from which two faces are one person; empty for the bundle\'s own.')
param matchThreshold string

@description('Cosine from which a match is offered for review; empty for the bundle\'s own.')
param reviewThreshold string

@description('Minutes between two complete reconcile passes.')
@minValue(0)
param reconcileIntervalMinutes int

@description('Search service that searches the gallery; null to search in memory.')
param searchName string?

@description('More app settings, such as FaceFunctions__MaxPhotoBytes.')
param moreSettings { *: string }

@description('Subnet through which the app reaches storage; null without a virtual network.')
param subnetId string?

var storageSuffix = environment().suffixes.storage
var userAssigned = identityId != null

// A search service that is not of this deployment, given in moreSettings with its SearchConnection, is fed as well. The app reads the value in any case of letters.
var feedsOwnSearch = toLower(moreSettings.?FaceFunctions__Search ?? '') == 'azuresearch'

// Written out one by one, so that what-if and the snapshots show them. FUNCTIONS_WORKER_RUNTIME and WEBSITE_RUN_FROM_PACKAGE are not among them: Flex Consumption
// refuses both.
var settings = concat(
  [
    { name: 'AzureWebJobsStorage__accountName', value: hostAccountName }
    { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
    { name: 'GalleryConnection__blobServiceUri', value: 'https://${dataAccountName}.blob.${storageSuffix}' }
    { name: 'GalleryConnection__queueServiceUri', value: 'https://${dataAccountName}.queue.${storageSuffix}' }
    { name: 'GalleryConnection__tableServiceUri', value: 'https://${dataAccountName}.table.${storageSuffix}' }
    { name: 'GalleryConnection__credential', value: 'managedidentity' }
    { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insightsConnectionString }
    { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: userAssigned ? 'ClientId=${identityClientId!};Authorization=AAD' : 'Authorization=AAD' }
    { name: 'FaceFunctions__BundlePath', value: bundlePath }
    { name: 'FaceFunctions__ReconcileIntervalMinutes', value: string(reconcileIntervalMinutes) }
  ],
  userAssigned
    ? [
        { name: 'AzureWebJobsStorage__clientId', value: identityClientId! }
        { name: 'GalleryConnection__clientId', value: identityClientId! }
      ]
    : [],
  searchName != null
    ? concat(
        [
          { name: 'FaceFunctions__Search', value: 'AzureSearch' }
          { name: 'SearchConnection__endpoint', value: 'https://${searchName!}.search.windows.net' }
          { name: 'SearchConnection__credential', value: 'managedidentity' }
        ],
        userAssigned ? [{ name: 'SearchConnection__clientId', value: identityClientId! }] : []
      )
    : feedsOwnSearch
        ? []
        : [
            // A timer with nothing to do; it would keep an instance awake.
            { name: 'AzureWebJobs.SearchFeed.Disabled', value: 'true' }
          ],
  empty(matchThreshold) ? [] : [{ name: 'FaceFunctions__MatchThreshold', value: matchThreshold }],
  empty(reviewThreshold) ? [] : [{ name: 'FaceFunctions__ReviewThreshold', value: reviewThreshold }],
  map(items(moreSettings), setting => { name: setting.key, value: setting.value })
)

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: appName
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: userAssigned ? { type: 'UserAssigned', userAssignedIdentities: { '${identityId!}': {} } } : { type: 'SystemAssigned' }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: subnetId
    siteConfig: {
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      appSettings: settings
    }
    functionAppConfig: {
      // Exactly as Azure lists it: '10' is taken without a word, and no instance ever starts (https://github.com/Azure/Azure-Functions/issues/2666).
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: map(filter(items(alwaysReady), group => group.value > 0), group => { name: group.key, instanceCount: group.value })
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${hostAccountName}.blob.${storageSuffix}/${packageContainer}'
          authentication: userAssigned ? { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId! } : { type: 'SystemAssignedIdentity' }
        }
      }
    }
  }
}

// Packages are published with a sign-in at Entra ID, never with a password.
resource ftpPasswords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource publishingPasswords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

output hostName string = app.properties.defaultHostName
output principalId string = userAssigned ? '' : app.identity.principalId
