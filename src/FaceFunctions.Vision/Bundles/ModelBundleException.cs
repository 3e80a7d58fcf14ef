namespace FaceFunctions.Vision.Bundles;

/// <summary>A model bundle cannot be used. The message says what is wrong and what to change; it names the file and the property of <c>bundle.json</c>.</summary>
/// <param name="message">For whoever made or installed the bundle.</param>
/// <param name="innerException">The cause, when there is one.</param>
public sealed class ModelBundleException(string message, Exception? innerException = null) : Exception(message, innerException);
