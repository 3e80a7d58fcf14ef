namespace FaceFunctions.Vision.Bundles;

/// <summary>One model file of a bundle.</summary>
/// <param name="Role">The manifest's section: <c>detector</c> or <c>embedder</c>.</param>
/// <param name="Name">File name in the bundle's folder.</param>
/// <param name="Sha256">Expected hash, 64 lower-case hexadecimal digits.</param>
internal readonly record struct BundleFile(string Role, string Name, string Sha256);
