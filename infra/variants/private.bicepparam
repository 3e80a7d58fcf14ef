// Storage behind private endpoints, an identity that outlives the app, and one office that may reach the photos.
using '../main.bicep'

param identity = 'UserAssigned'
param privateNetwork = true
param allowedIpAddresses = ['203.0.113.7']
