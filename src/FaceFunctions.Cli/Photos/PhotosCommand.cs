using System.CommandLine;
using FaceFunctions.Cli.Api;
using FaceFunctions.Cli.Output;
using FaceFunctions.Client;
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
            int? limit = run.Parse.GetValue(top);
            List<ListedPhoto> photos = await run.Api.ListPhotosAsync(asked is null ? null : NameOf(asked), Listing.PageSize(limit), cancellationToken).TakeAsync(limit, cancellationToken);
            run.Report.Answer(new { photos = photos.Select(photo => photo.Json) }, () => run.Report.Table(
                ["photo", "status", "person", "faces", "reason"],
                photos.Select(row => (string[])[row.Photo, row.Status.ToString(), row.Person ?? "", $"{row.FaceCount}", row.Reason ?? ""])));
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
            PhotoAnswer answer = await run.Api.GetPhotoAsync(Checked(run.Parse.GetRequiredValue(path)), cancellationToken);
            run.Report.Answer(answer.Json, () => Show(run.Report, answer));
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
            string name = Checked(run.Parse.GetRequiredValue(path));
            DeletedAnswer answer = await run.Api.DeletePhotoAsync(name, cancellationToken);
            string photo = PhotoPath.InGallery(name).ToString();
            run.Report.Answer(new { deleted = photo, answer = answer.Json }, () => run.Report.Line($"Deleted {photo}."));
            return ExitCode.Done;
        });
        command.Add(path);
        return command;
    }

    private static string Checked(string path) => NameOf(path) is { Length: > 0 } name ? name : throw CliException.Usage("The path of a photo is needed.");

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
            ["status", photo.Status.ToString()],
            ["reason", photo.Reason ?? "-"],
            ["person", photo.Person ?? "-"],
            ["size", $"{photo.Width} x {photo.Height}"],
            ["bundle", photo.Bundle ?? "-"],
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
