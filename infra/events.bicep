// Step two of two: uploaded photos become events for the app. Only when the code is up does the webhook's key exist, and only then does the app answer the
// handshake with which Event Grid makes sure that the webhook wants the events.
targetScope = 'resourceGroup'

param appName string
param dataAccountName string
param topicName string
param deadLetterContainer string

resource app 'Microsoft.Web/sites@2025-03-01' existing = { name: appName }

resource dataAccount 'Microsoft.Storage/storageAccounts@2026-06-01' existing = { name: dataAccountName }

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = { name: topicName }

// The functions with a blob trigger and their containers, as their attributes say. The webhook does not check the container: the filter must.
var triggers = [
  { function: 'EnrollPhoto', container: 'gallery' }
  { function: 'IdentifyPhoto', container: 'probes' }
]

var webhook = 'https://${app.properties.defaultHostName}/runtime/webhooks/blobs'
var key = listKeys('${app.id}/host/default', '2025-03-01').systemKeys.blobs_extension

resource subscriptions 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = [
  for trigger in triggers: {
    parent: topic
    name: trigger.function
    properties: {
      eventDeliverySchema: 'EventGridSchema'
      filter: {
        includedEventTypes: ['Microsoft.Storage.BlobCreated']
        subjectBeginsWith: '/blobServices/default/containers/${trigger.container}/blobs/'
        isSubjectCaseSensitive: true
      }
      destination: {
        endpointType: 'WebHook'
        properties: {
          endpointUrl: '${webhook}?functionName=Host.Functions.${trigger.function}&code=${key}'
          maxEventsPerBatch: 1
          preferredBatchSizeInKilobytes: 64
        }
      }
      retryPolicy: { eventTimeToLiveInMinutes: 1440, maxDeliveryAttempts: 30 }
      deadLetterWithResourceIdentity: {
        identity: { type: 'SystemAssigned' }
        deadLetterDestination: {
          endpointType: 'StorageBlob'
          properties: { resourceId: dataAccount.id, blobContainerName: deadLetterContainer }
        }
      }
    }
  }
]
