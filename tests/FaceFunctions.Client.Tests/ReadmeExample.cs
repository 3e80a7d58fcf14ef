namespace FaceFunctions.Client.Tests;

/// <summary>The example of the package's README, compiled. <see cref="ReadmeTests"/> holds the two to be the same.</summary>
internal static class ReadmeExample
{
    public static async Task RunAsync(string key)
    {
        // <example>
        using var faces = new FaceClient(new Uri("https://my-app.azurewebsites.net"), FaceCredential.FunctionKey(key));

        await faces.PutPhotoAsync("ruan/7.jpg", PhotoContent.FromFile("7.jpg"), person: "ruan", WriteCondition.IfNew);

        try
        {
            IdentifyAnswer answer = await faces.IdentifyAsync(PhotoContent.FromFile("unknown.jpg"));
            foreach (IdentifiedFace face in answer.Faces)
            {
                Console.WriteLine(face.Decision == Decision.Match ? face.Person : $"nobody, {face.Candidates.Count} come near");
            }
        }
        catch (FaceFunctionsException error) when (error.Kind == "no-face")
        {
            Console.WriteLine(error.Message);
        }

        await foreach (ListedPerson person in faces.ListPeopleAsync())
        {
            Console.WriteLine($"{person.Person}: {person.Photos} photos");
        }
        // </example>
    }
}
