using System.CommandLine;
using System.Text.Json;
using FaceFunctions.Cli.Api;
using FaceFunctions.Cli.Output;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Cli.Photos;

/// <summary><c>photos</c> and what is below it.</summary>
internal static class PhotosCommand
{
    private const string PathHelp = "Path of the photo, gallery/ruan/7.jpg or ruan/7.jpg.";

    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        var prefix = new Argument<string?>("prefix") { Description = "Only photos whose path begins so: gallery/ruan/ or ruan/.", Arity = ArgumentArity.ZeroOrOne };
        Option<int?> top = SharedOptions.Top("Show only so many.");
        Command command = app.CreateCommand("photos", "Lists the photos of the gallery and what became of each.", async (run, cancellationToken) =>
        {
            string? asked = run.Parse.GetValue(prefix);
            IReadOnlyList<JsonElement> photos = await run.Api.ListAsync("photos", "photos", asked is null ? null : NameOf(asked), run.Parse.GetValue(top), cancellationToken);
            run.Report.Answer(new { photos }, () => run.Report.Table(
                ["photo", "status", "person", "faces", "reason"],
                photos.Select(FaceApi.Read<PhotoRow>).Select(row => (string[])[row.Photo, row.Status, row.Person ?? "", $"{row.FaceCount}", row.Reason ?? ""])));
            return ExitCode.Done;
        });
        command.Add(prefix);
        command.Add(top);
        command.Add(CreateShow(app));
        command.Add(CreateDelete(app));
        return command;
    }

    private static Command CreateShow(CliApp app)
    {
        var path = new Argument<string>("path") { Description = PathHelp };
        Command command = app.CreateCommand("show", "Shows one photo: its status and its faces.", async (run, cancellationToken) =>
        {
            JsonElement answer = (await run.Api.GetAsync(AddressOf(run.Parse.GetRequiredValue(path)), cancellationToken)).Require();
            run.Report.Answer(answer, () => Show(run.Report, FaceApi.Read<PhotoAnswer>(answer)));
            return ExitCode.Done;
        });
        command.Add(path);
        return command;
    }

    private static Command CreateDelete(CliApp app)
    {
        var path = new Argument<string>("path") { Description = PathHelp };
        Command command = app.CreateCommand("delete", "Deletes one photo with its faces.", async (run, cancellationToken) =>
        {
            string asked = run.Parse.GetRequiredValue(path);
            JsonElement answer = (await run.Api.DeleteAsync(AddressOf(asked), cancellationToken)).Require();
            string photo = PhotoPath.InGallery(NameOf(asked)).ToString();
            run.Report.Answer(new { deleted = photo, answer }, () => run.Report.Line($"Deleted {photo}."));
            return ExitCode.Done;
        });
        command.Add(path);
        return command;
    }

    private static string AddressOf(string path)
    {
        string name = NameOf(path);
        return name.Length > 0 ? FaceApi.PhotoAddress(name) : throw CliException.Usage("The path of a photo is needed.");
    }

    // `photos` shows paths with the container, so that is what people copy.
    private static string NameOf(string path)
    {
        const string Container = PhotoPath.Gallery + "/";
        return path.StartsWith(Container, StringComparison.Ordinal) ? path[Container.Length..] : path;
    }

    private static void Show(Report report, PhotoAnswer photo)
    {
        report.Table(["", ""],
        [
            ["photo", photo.Photo],
            ["status", photo.Status],
            ["reason", photo.Reason ?? "-"],
            ["person", photo.Person ?? "-"],
            ["size", $"{photo.Width} x {photo.Height}"],
            ["bundle", photo.Bundle],
            ["recorded", $"{photo.RecordedAt:u}"],
        ]);
        if (photo.Faces.Count > 0)
        {
            report.Table(
                ["face", "person", "detection", "quality"],
                photo.Faces.Select(face => (string[])[Format.Box(face.Box), face.Person ?? "-", Format.Number(face.DetectionScore), Format.Number(face.Quality)]));
        }
    }
}
