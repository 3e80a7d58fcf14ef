using FaceFunctions.Hosting;
using FaceFunctions.Http;
using Microsoft.Azure.Functions.Worker;

namespace FaceFunctions.Picture;

/// <summary>The pretty address of a picture: <c>/api/photos/{path}/picture</c>. A route that takes the rest of a path can have nothing behind it, so it is one of <see cref="Photos.PhotosFunction"/>'s.</summary>
/// <remarks>Its end always means the picture, whatever the gallery holds: a photo whose own name ends in <c>/picture</c> has its addresses in the query only, as other odd names.</remarks>
internal static class PictureRoute
{
    private const string Ending = "/picture";

    /// <summary>The photo whose picture a path asks for; null when it asks for none.</summary>
    /// <param name="name">What follows <c>/api/photos/</c>.</param>
    public static string? PhotoOf(string name) =>
        name.Length > Ending.Length && name.EndsWith(Ending, StringComparison.Ordinal) ? name[..^Ending.Length] : null;

    /// <summary>Whether an invocation is a request for a picture by its pretty address.</summary>
    public static bool IsIn(FunctionContext context) =>
        context.FunctionDefinition.Name == FunctionNames.Photos && context.GetHttpContext() is { } http && PhotoOf(RouteName.Read(http.Request, "path")) is not null;
}
