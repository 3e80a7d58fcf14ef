using System.CommandLine;
using FaceFunctions.LocalHost.Commands;

// Ctrl-C is ours: what was started must be stopped, however long that takes.
return await LocalHostCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
