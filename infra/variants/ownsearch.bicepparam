// A search service that exists already, named by the app's settings: this deployment makes none, and its timer feeds that one.
using '../main.bicep'

param moreSettings = {
  FaceFunctions__Search: 'AzureSearch'
  SearchConnection__endpoint: 'https://srch-elsewhere.search.windows.net'
  SearchConnection__credential: 'managedidentity'
}
