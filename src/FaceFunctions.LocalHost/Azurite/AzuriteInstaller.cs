using System.Diagnostics;
using System.Security.Cryptography;

namespace FaceFunctions.LocalHost.Azurite;

/// <summary>Installs the pinned Azurite with npm, once for all the processes of a machine that want it at the same time.</summary>
internal static class AzuriteInstaller
{
    /// <summary>What to say when node or npm cannot be started.</summary>
    public const string NodeMissing = "Azurite, the storage emulator, needs Node.js with npm, and neither could be started. Install Node.js 20 or newer (https://nodejs.org), " +
        "or pass --storage with the connection string of a storage account.";

    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(200);

    /// <summary>Makes sure that Azurite is installed.</summary>
    /// <param name="toolsFolder">Folder of package.json and package-lock.json.</param>
    /// <param name="cancellationToken">Stops waiting, and a running npm.</param>
    /// <returns>Path of Azurite's script.</returns>
    /// <exception cref="LocalHostException">The lock file or npm is missing, or npm failed.</exception>
    public static async Task<string> InstallAsync(string toolsFolder, CancellationToken cancellationToken)
    {
        string lockFile = Path.Combine(toolsFolder, "package-lock.json");
        if (!File.Exists(lockFile))
        {
            throw new LocalHostException($"package-lock.json, which pins Azurite, is not in {toolsFolder}.");
        }

        string script = Path.Combine(toolsFolder, "node_modules", "azurite", "dist", "src", "azurite.js");

        // `npm ci` empties node_modules before it fills it, so that an install which broke off leaves no marker, and is done again.
        string marker = Path.Combine(toolsFolder, "node_modules", ".azurite-installed");
        string wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(lockFile, cancellationToken)));
        if (IsInstalled())
        {
            return script;
        }

        using FileStream guard = await LockAsync(toolsFolder, cancellationToken);
        if (!IsInstalled())
        {
            await RunNpmAsync(toolsFolder, cancellationToken);
            if (!File.Exists(script))
            {
                throw new LocalHostException($"npm installed package-lock.json in {toolsFolder}, but {script} is not there.");
            }

            await File.WriteAllTextAsync(marker, wanted, cancellationToken);
        }

        return script;

        bool IsInstalled() => File.Exists(script) && File.Exists(marker) && File.ReadAllText(marker) == wanted;
    }

    private static async Task<FileStream> LockAsync(string toolsFolder, CancellationToken cancellationToken)
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(toolsFolder, ".azurite")).FullName, "install.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                // Another process installs; the system frees its lock also when it dies.
                await Task.Delay(LockPoll, cancellationToken);
            }
        }
    }

    private static async Task RunNpmAsync(string toolsFolder, CancellationToken cancellationToken)
    {
        // Install scripts are left out: Azurite needs none, and what needs none cannot run somebody else's.
        ProcessStartInfo start = new(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        {
            WorkingDirectory = toolsFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process npm = ChildProcess.Start(start, NodeMissing);
        npm.StandardInput.Close();
        try
        {
            Task<string> output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
            string errors = await npm.StandardError.ReadToEndAsync(cancellationToken);
            await output;
            await npm.WaitForExitAsync(cancellationToken);
            if (npm.ExitCode != 0)
            {
                throw new LocalHostException($"Installing Azurite failed: `npm ci` in {toolsFolder} ended with {npm.ExitCode}.\n{errors.Trim()}");
            }
        }
        finally
        {
            ChildProcess.Kill(npm);
        }
    }
}
