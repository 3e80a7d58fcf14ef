using System.Reflection;
using System.Runtime.InteropServices;
using FaceFunctions.Testing;

namespace FaceFunctions.Infra.Tests.Support;

/// <summary>Where things are.</summary>
internal static class Repository
{
    public static string Root => SharedFiles.RepositoryRoot;

    public static string Infra => Path.Combine(Root, "infra");

    /// <summary>The Bicep CLI that the lock file pins; skips the running test on a machine that cannot run it.</summary>
    public static string Bicep
    {
        get
        {
            Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "The pinned Bicep CLI runs on Linux x64 only.");
            return typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "BicepPath").Value!;
        }
    }

    /// <summary>Copies infra/ to a folder of its own, for a test that changes it.</summary>
    public static string CopyInfra()
    {
        string copy = TemporaryFolder();
        foreach (string file in Directory.EnumerateFiles(Infra, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(Infra, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    /// <summary>A new folder that goes when the tests end.</summary>
    public static string TemporaryFolder()
    {
        string folder = Directory.CreateTempSubdirectory("facefunctions-infra-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
