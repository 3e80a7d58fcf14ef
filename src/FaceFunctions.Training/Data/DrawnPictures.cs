using System.Diagnostics;
using System.Numerics;
using FaceFunctions.Portraits;
using FaceFunctions.Training.Networks;
using FaceFunctions.Vision;

namespace FaceFunctions.Training.Data;

/// <summary>Draws the pictures that a network is trained on, as files, and reads them as the product reads photos.</summary>
internal static class DrawnPictures
{
    /// <summary>Draws people and keeps their pictures in memory.</summary>
    /// <param name="set">Whom to draw.</param>
    /// <param name="firstPerson">The first of them.</param>
    /// <param name="people">How many.</param>
    /// <param name="picturesPerPerson">Photos of each, from the first.</param>
    /// <param name="side">Side of the pictures in pixels.</param>
    /// <param name="drawn">Hears after each picture; may be called from any thread.</param>
    /// <param name="cancellationToken">Stops between two pictures.</param>
    public static PictureSet Draw(PortraitSet set, int firstPerson, int people, int picturesPerPerson, int side, Action? drawn, CancellationToken cancellationToken)
    {
        var pictures = new LocatedPicture[people * picturesPerPerson];
        Parallel.For(0, pictures.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            byte[] luma = new byte[side * side];
            PortraitPhoto photo = set.Draw(firstPerson + (i / picturesPerPerson), i % picturesPerPerson);
            if (!CentreCrop.TryReadLuma(photo.File, side, luma))
            {
                throw new UnreachableException("A portrait that was just drawn cannot be read.");
            }

            pictures[i] = new LocatedPicture(luma, FacePoints.From(PointsIn(photo, side), side));
            drawn?.Invoke();
        });
        return new PictureSet(side, picturesPerPerson, pictures);
    }

    /// <summary>The five points in the square that is cut out of the photo's middle.</summary>
    private static IEnumerable<Vector2> PointsIn(PortraitPhoto photo, int side)
    {
        PortraitLandmarks points = photo.Landmarks;
        float square = Math.Min(photo.Width, photo.Height);
        var corner = new Vector2((photo.Width - square) / 2, (photo.Height - square) / 2);
        var half = new Vector2(0.5f);
        return new[] { points.LeftEye, points.RightEye, points.Nose, points.MouthLeft, points.MouthRight }
            .Select(point => ((point - corner + half) * (side / square)) - half);
    }
}
