// FaceFunctions in one resource group: step one of two. Step two, events.bicep, follows when the code is up.
//
//   photos ──> data account ──> Event Grid topic ┄┄(step two)┄┄> function app <── callers
//              gallery, probes, results             │    │
//              table photos, poison queue <─────────┘    └──> Application Insights ──> alerts, workbook
//              host account (package, locks, keys) <──────────┘
//
// Nothing here has a key or password: everybody signs in with an identity, and modules/roles.bicep says who may do what, and why.
targetScope = 'resourceGroup'

import { alwaysReadyCounts, operator, searchSku, tagSet } from 'modules/types.bicep'

@description('Begins the name of every resource.')
@minLength(3)
@maxLength(11)
param name string = 'faces'

param location string = resourceGroup().location
param tags tagSet = {}

// ---- The app

@description('SystemAssigned: the identity comes and goes with the app. UserAssigned: it outlives the app, and so do its rights.')
param identity 'SystemAssigned' | 'UserAssigned' = 'SystemAssigned'

@description('Memory of an instance. A gallery takes 1.4 KB a face and its names, also while it grows, and photos up to 240 MB each while they are analysed.')
param instanceMemoryMB 512 | 2048 | 4096 = 2048

@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Warm instances, which answer at once and cost money around the clock.')
param alwaysReady alwaysReadyCounts = { http: 0, blob: 0 }

@description('Folder of the model bundle in the published app.')
param bundlePath string = 'bundle'

@description('Cosine from which two faces are one person, for instance 0.45; empty for the bundle\'s own.')
param matchThreshold string = ''

@description('Cosine from which a match is offered for review; empty for the bundle\'s own.')
param reviewThreshold string = ''

@description('Minutes between two passes that compare all photos with their rows. Each pass asks storage twice about every photo: see docs/operations.md.')
@minValue(0)
@maxValue(10080)
param reconcileIntervalMinutes int = 60

@description('More settings of the app, for instance { FaceFunctions__MaxPhotoBytes: \'10485760\' }.')
param moreSettings { *: string } = {}

// ---- Data

param storageSku 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS' = 'Standard_LRS'

@description('Days after which probes, answers and undelivered events are deleted.')
@minValue(1)
param retentionDays int = 30

@description('Days for which a deleted photo can be brought back, and is therefore not gone.')
@minValue(1)
@maxValue(365)
param softDeleteDays int = 7

@description('Keeps replaced and deleted photos for retentionDays. Off, because erasure means erasure.')
param blobVersioning bool = false

@description('Who may upload photos, read answers and telemetry, and look at poison messages.')
param operators operator[] = []

// ---- Monitoring

param alertEmails string[] = []

@minValue(1)
param identifyP95Ms int = 3000

@minValue(0)
param toleratedFailures int = 0

@minValue(0)
param toleratedServerErrors int = 5

@minValue(30)
@maxValue(730)
param telemetryRetentionDays int = 30

@description('Most gigabytes of telemetry a day; -1 is no limit.')
param telemetryDailyQuotaGb int = 5

// ---- Off unless asked for

@description('Reaches storage through private endpoints in a virtual network, and closes it to the internet.')
param privateNetwork bool = false
param addressPrefix string = '10.40.0.0/24'

@description('Public IPv4 addresses that may reach the data account all the same, such as an operator\'s.')
param allowedIpAddresses string[] = []

@description('Encrypts the data account with a key in a key vault of your own. Cannot be taken back without losing what only that key opens.')
param customerManagedKey bool = false

@description('Deploys Azure AI Search, and the app searches by it in place of its memory: for galleries of millions, see docs/scale.md.')
param search bool = false
param searchSize searchSku = 'basic'

@description('Two answer when one is being replaced; each holds all vectors and costs the same.')
@minValue(1)
@maxValue(12)
param searchReplicas int = 1

@description('Each holds a part of the vectors. The service takes 1, 2, 3, 4, 6 or 12, basic at most 3.')
@minValue(1)
@maxValue(12)
param searchPartitions int = 1

@description('Client id of an app registration in Entra ID: callers then need a token for it besides the function key, see docs/operations.md. Empty: the key alone.')
param entraClientId string = ''

@description('Tenant that issues those tokens.')
param entraTenantId string = tenant().tenantId

// ---- Names

var unique = uniqueString(resourceGroup().id, name)
var prefix = toLower(name)
var compact = replace(prefix, '-', '')
var appName = 'func-${prefix}-${unique}'
var hostAccountName = take('st${take(compact, 8)}host${unique}', 24)
var dataAccountName = take('st${take(compact, 8)}data${unique}', 24)
var workspaceName = 'log-${prefix}-${unique}'
var insightsName = 'appi-${prefix}-${unique}'
var topicName = 'evgt-${prefix}-${unique}'
var searchName = 'srch-${prefix}-${unique}'
var deadLetterContainer = 'dead-letters'
var packageContainer = 'app-package'
// The app's own: src/FaceFunctions.Core/Gallery/PhotoPath.cs and src/FaceFunctions.Storage. "snapshots" holds copies of the vectors.
var dataContainers = ['gallery', 'probes', 'results', 'snapshots', 'calibration']
var galleryTable = 'photos'
var poisonQueue = 'webjobs-blobtrigger-poison'
var storageZones = [
  'privatelink.blob.${environment().suffixes.storage}'
  'privatelink.queue.${environment().suffixes.storage}'
  'privatelink.table.${environment().suffixes.storage}'
]
var zones = concat(storageZones, search ? ['privatelink.search.windows.net'] : [])

// ---- Resources

resource appIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = if (identity == 'UserAssigned') {
  name: 'id-${prefix}-${unique}'
  location: location
  tags: tags
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    workspaceName: workspaceName
    componentName: insightsName
    location: location
    tags: tags
    retentionDays: telemetryRetentionDays
    dailyQuotaGb: telemetryDailyQuotaGb
  }
}

module keys 'modules/keys.bicep' = if (customerManagedKey) {
  params: {
    vaultName: take('kv-${compact}-${unique}', 24)
    identityName: 'id-${prefix}-key-${unique}'
    location: location
    tags: tags
  }
}

module hostStorage 'modules/storage.bicep' = {
  params: {
    name: hostAccountName
    location: location
    tags: tags
    sku: storageSku == 'Standard_LRS' ? 'Standard_LRS' : 'Standard_ZRS'
    containers: [packageContainer]
    softDeleteDays: softDeleteDays
    closed: privateNetwork
  }
}

module dataStorage 'modules/storage.bicep' = {
  params: {
    name: dataAccountName
    location: location
    tags: tags
    sku: storageSku
    containers: union(dataContainers, [deadLetterContainer])
    tables: [galleryTable]
    queues: [poisonQueue]
    softDeleteDays: softDeleteDays
    versioning: blobVersioning
    transientContainers: ['probes', 'results', deadLetterContainer]
    retentionDays: retentionDays
    closed: privateNetwork
    allowedIpAddresses: allowedIpAddresses
    key: customerManagedKey ? { vaultUri: keys!.outputs.vaultUri, keyName: keys!.outputs.keyName, identityId: keys!.outputs.identityId } : null
  }
}

module topic 'modules/topic.bicep' = {
  params: {
    name: topicName
    location: location
    tags: tags
    accountId: dataStorage.outputs.id
  }
}

module searchService 'modules/search.bicep' = if (search) {
  params: {
    name: searchName
    location: location
    tags: tags
    sku: searchSize
    replicas: searchReplicas
    partitions: searchPartitions
    closed: privateNetwork
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  params: {
    name: 'vnet-${prefix}-${unique}'
    location: location
    tags: tags
    addressPrefix: addressPrefix
    zones: zones
  }
}

module dataEndpoints 'modules/privateEndpoint.bicep' = [
  for (service, i) in ['blob', 'queue', 'table']: if (privateNetwork) {
    params: {
      name: 'pe-${prefix}-data-${service}'
      location: location
      tags: tags
      subnetId: network!.outputs.endpointSubnetId
      serviceId: dataStorage.outputs.id
      groupId: service
      zoneId: network!.outputs.zoneIds[i]
    }
  }
]

module hostEndpoints 'modules/privateEndpoint.bicep' = [
  for (service, i) in ['blob', 'queue', 'table']: if (privateNetwork) {
    params: {
      name: 'pe-${prefix}-host-${service}'
      location: location
      tags: tags
      subnetId: network!.outputs.endpointSubnetId
      serviceId: hostStorage.outputs.id
      groupId: service
      zoneId: network!.outputs.zoneIds[i]
    }
  }
]

module searchEndpoint 'modules/privateEndpoint.bicep' = if (privateNetwork && search) {
  params: {
    name: 'pe-${prefix}-search'
    location: location
    tags: tags
    subnetId: network!.outputs.endpointSubnetId
    serviceId: searchService!.outputs.id
    groupId: 'searchService'
    zoneId: network!.outputs.zoneIds[length(storageZones)]
  }
}

module app 'modules/app.bicep' = {
  params: {
    planName: 'plan-${prefix}-${unique}'
    appName: appName
    location: location
    tags: tags
    identityId: identity == 'UserAssigned' ? appIdentity.id : null
    identityClientId: identity == 'UserAssigned' ? appIdentity!.properties.clientId : null
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReady: alwaysReady
    hostAccountName: hostAccountName
    packageContainer: packageContainer
    dataAccountName: dataAccountName
    insightsConnectionString: monitoring.outputs.connectionString
    bundlePath: bundlePath
    matchThreshold: matchThreshold
    reviewThreshold: reviewThreshold
    reconcileIntervalMinutes: reconcileIntervalMinutes
    searchName: search ? searchName : null
    moreSettings: moreSettings
    subnetId: privateNetwork ? network!.outputs.appSubnetId : null
  }
  dependsOn: [hostStorage]
}

module signIn 'modules/signIn.bicep' = if (!empty(entraClientId)) {
  params: {
    appName: appName
    clientId: entraClientId
    tenantId: entraTenantId
  }
  dependsOn: [app]
}

module roles 'modules/roles.bicep' = {
  params: {
    hostAccountName: hostAccountName
    dataAccountName: dataAccountName
    insightsName: insightsName
    workspaceName: workspaceName
    searchName: search ? searchName : null
    poisonQueue: poisonQueue
    deadLetterContainer: deadLetterContainer
    // Names of assignments hold the principal, so that an app that was deleted and made anew gets rights anew. The price: what-if cannot foresee them.
    #disable-next-line what-if-short-circuiting
    appPrincipalId: identity == 'UserAssigned' ? appIdentity!.properties.principalId : app.outputs.principalId
    #disable-next-line what-if-short-circuiting
    topicPrincipalId: topic.outputs.principalId
    operators: operators
  }
  dependsOn: [hostStorage, searchService]
}

module alerts 'modules/alerts.bicep' = {
  params: {
    namePrefix: prefix
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    topicId: topic.outputs.id
    emails: alertEmails
    identifyP95Ms: identifyP95Ms
    toleratedFailures: toleratedFailures
    toleratedServerErrors: toleratedServerErrors
  }
}

module workbook 'modules/workbook.bicep' = {
  params: {
    title: 'FaceFunctions (${prefix})'
    location: location
    tags: tags
    workspaceName: workspaceName
  }
  dependsOn: [monitoring]
}

output appName string = appName
output appHostName string = app.outputs.hostName
output dataAccountName string = dataAccountName
output topicName string = topicName
output deadLetterContainer string = deadLetterContainer
