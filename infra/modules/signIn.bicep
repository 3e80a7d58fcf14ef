// Sign-in at Entra ID in front of the app (App Service authentication): a request without a valid token ends before the app, with 401. The function key is asked for as well.
param appName string

@description('Client id of the app registration that stands for the app.')
param clientId string

@description('Tenant whose tokens are taken.')
param tenantId string

// What stays open, and why: docs/decisions/0024-access.md.
var openPaths = [
  // Load balancers and monitors have no token; the answers say nothing of the gallery.
  '/api/health/*'
  // The page and the description are the same for everybody, and bring the visitor to the sign-in.
  '/api/app'
  '/api/app/*'
  '/api/docs'
  '/api/docs/*'
  '/api/openapi.json'
  // Event Grid and Azure's own control of the Functions host have keys and tokens of their own, which the host checks.
  '/runtime/webhooks/*'
  '/admin/*'
]

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: appName
}

resource signIn 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: { enabled: true, runtimeVersion: '~1' }
    globalValidation: {
      requireAuthentication: true
      // Programs get an answer they understand, not the address of a page.
      unauthenticatedClientAction: 'Return401'
      excludedPaths: openPaths
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: { clientId: clientId, openIdIssuer: '${environment().authentication.loginEndpoint}${tenantId}/v2.0' }
        // Tokens of version 2 name the client id, of version 1 its address.
        validation: { allowedAudiences: [clientId, 'api://${clientId}'] }
      }
    }
    httpSettings: { requireHttps: true }
    // Nothing of whoever signs in is kept.
    login: { tokenStore: { enabled: false } }
  }
}
