using FaceFunctions.Core.Imaging;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>Decodes photos for the demo as the app does, within its default limits.</summary>
internal static class DemoDecoder
{
    private static readonly VisionOptions Limits = new();
    private static readonly PhotoDecoder Decoder = new(Limits.MaxPhotoBytes, Limits.MaxPhotoPixels);

    /// <summary>Decodes one photo.</summary>
    /// <param name="file">The photo's bytes.</param>
    /// <param name="chooseScale">Given width and height of the upright photo, says how many decoded pixels are wanted for each of its pixels.</param>
    /// <param name="reason">Why there are no pixels, in a sentence, when the result is null.</param>
    public static PhotoPixels? Decode(byte[] file, Func<int, int, float> chooseScale, out string? reason)
    {
        PhotoPixels? photo = Decoder.Decode(file, chooseScale, out PhotoAnalysis? refusal);
        reason = refusal switch
        {
            PhotoAnalysis.Unreadable bad => bad.Reason,
            PhotoAnalysis.TooLarge large => large.Reason,
            _ => null,
        };
        return photo;
    }
}
