namespace FaceFunctions.LocalHost.Commands;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Port">Port on loopback; 0 is any.</param>
/// <param name="Bundle">Folder of the model bundle; null leaves it to the app.</param>
/// <param name="Storage">Connection string; null is Azurite.</param>
/// <param name="Data">Data of an Azurite that is started; null is the usual folder.</param>
/// <param name="App">Folder of the app; null is the one that this checkout built.</param>
/// <param name="Verbose">Whether everything is shown.</param>
/// <param name="Key">The function key that is asked for; null is none.</param>
/// <param name="UseCoreTools">Whether Core Tools are the host.</param>
internal sealed record RunOptions(int Port, string? Bundle, string? Storage, string? Data, string? App, bool Verbose, FunctionKeyOption? Key, bool UseCoreTools);
