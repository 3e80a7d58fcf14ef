using FaceFunctions.LocalHost.Commands;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>What must be known before the demo's answers mean anything.</summary>
internal static class DemoNotes
{
    /// <summary>Each in a sentence or two.</summary>
    /// <param name="bundle">The model bundle.</param>
    /// <param name="drawn">Whether the photos are drawn.</param>
    public static IEnumerable<string> About(BundleFacts bundle, bool drawn)
    {
        if (bundle.IsStarter)
        {
            yield return StarterBundle.Note;
        }

        if (bundle.IsStarter && !drawn)
        {
            yield return "WARNING: these photos are not drawn, and the starter knows drawn portraits only: expect wrong answers, and conclude nothing from right ones.";
        }

        if (!bundle.HasDetector)
        {
            yield return "This bundle has no detector: the whole picture is taken for the face, and there is no question about a group.";
        }

        if (drawn)
        {
            yield return bundle.IsStarter
                ? "The people are drawn and do not exist; the starter was not trained on them."
                : "The people are drawn and do not exist. A bundle for real faces finds them much alike, so that strangers may be named: for a fair question pass --photos.";
        }
    }
}
