using System.Text;
using FaceFunctions.Cli;

if (OperatingSystem.IsWindows())
{
    // The names of people and photos are Unicode; the consoles of Windows start with a code page.
    Console.OutputEncoding = Encoding.UTF8;
}

return await CliApp.RunAsync(args, CliHost.OfProcess(), CancellationToken.None);
