// The Event Grid topic of the data account's blobs. Subscriptions to it come in the second step, in events.bicep.
import { tagSet } from 'types.bicep'

param name string
param location string
param tags tagSet
param accountId string

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: name
  location: location
  tags: tags
  identity: { type: 'SystemAssigned' }
  properties: {
    source: accountId
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

output id string = topic.id
output principalId string = topic.identity.principalId
