using System.IO.Compression;

namespace FaceFunctions.Benchmarks.ColdStart;

/// <summary>The size of a published folder, in bytes.</summary>
/// <param name="Files">Sum of its files.</param>
/// <param name="Zipped">As the zip that is uploaded.</param>
internal readonly record struct PackageSize(long Files, long Zipped)
{
    /// <summary>Measures a folder; packs it into a temporary file for that.</summary>
    public static PackageSize Of(string folder)
    {
        string zip = Path.GetTempFileName();
        try
        {
            using (FileStream stream = File.Create(zip))
            {
                ZipFile.CreateFromDirectory(folder, stream);
            }

            return new PackageSize(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), new FileInfo(zip).Length);
        }
        finally
        {
            File.Delete(zip);
        }
    }
}
