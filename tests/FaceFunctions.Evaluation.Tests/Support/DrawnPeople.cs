using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Portraits;
using FaceFunctions.Testing;
using FaceFunctions.Vision;

namespace FaceFunctions.Evaluation.Tests.Support;

/// <summary>A folder with drawn people, and the starter bundle.</summary>
internal static class DrawnPeople
{
    public static string StarterFolder => Path.Combine(SharedFiles.RepositoryRoot, "models", "starter");

    public static BatchAnalyzer Starter() => BatchAnalyzer.Load(StarterFolder, options: null, TimeProvider.System);

    public static FolderPhoto[] Draw(TemporaryFolder folder, int people, int photosEach)
    {
        var set = new PortraitSet(1);
        return
        [
            .. from person in Enumerable.Range(0, people)
               from photo in Enumerable.Range(0, photosEach)
               let name = $"p{person:00}/{photo}.jpg"
               select new FolderPhoto(folder.Write(name, set.Draw(person, photo).File), name),
        ];
    }
}
