using FaceFunctions.LocalHost.Commands;

return await LocalHostCommand.RunAsync(args);
