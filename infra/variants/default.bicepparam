// What a deployment is when nothing is asked for.
using '../main.bicep'
