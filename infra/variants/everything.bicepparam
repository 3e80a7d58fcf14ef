// Every switch on and every value given.
using '../main.bicep'

param name = 'faces-prod'
param tags = { costCentre: '4711' }
param identity = 'UserAssigned'
param instanceMemoryMB = 4096
param maximumInstanceCount = 100
param alwaysReady = { http: 2, blob: 1 }
param bundlePath = 'bundles/own'
param matchThreshold = '0.45'
param reviewThreshold = '0.38'
param reconcileIntervalMinutes = 1440
param moreSettings = { FaceFunctions__MaxPhotoBytes: '10485760' }
param storageSku = 'Standard_GZRS'
param retentionDays = 7
param softDeleteDays = 14
param blobVersioning = true
param operators = [
  { principalId: '11111111-1111-1111-1111-111111111111', principalType: 'Group' }
  { principalId: '22222222-2222-2222-2222-222222222222', principalType: 'User' }
]
param alertEmails = ['operators@example.org']
param identifyP95Ms = 1500
param toleratedFailures = 3
param toleratedServerErrors = 20
param telemetryRetentionDays = 90
param telemetryDailyQuotaGb = -1
param privateNetwork = true
param addressPrefix = '10.99.0.0/24'
param customerManagedKey = true
param search = true
param searchSize = 'standard2'
param searchReplicas = 2
param searchPartitions = 3
param entraClientId = '33333333-3333-3333-3333-333333333333'
