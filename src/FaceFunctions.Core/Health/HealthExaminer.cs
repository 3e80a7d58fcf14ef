using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Core.Health;

/// <summary>Looks a gallery over.</summary>
/// <param name="qualities">What enrolment measured.</param>
/// <param name="limits">From where a photo is worth a look.</param>
public sealed class HealthExaminer(IFaceQualities qualities, HealthLimits limits)
{
    /// <summary>The most findings of a kind that can be asked for.</summary>
    public const int MaxTop = 1000;

    /// <summary>Compares all faces with all others, and looks at the quality of each.</summary>
    /// <param name="bundleId">The bundle.</param>
    /// <param name="index">Its faces.</param>
    /// <param name="thresholds">What counts as alike.</param>
    /// <param name="top">Findings a kind, from 1 to <see cref="MaxTop"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="Gallery.StorageUnavailableException">The qualities could not be read.</exception>
    public async Task<HealthReport> ExamineAsync(string bundleId, FaceIndex index, MatchThresholds thresholds, int top, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(bundleId);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(thresholds);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, MaxTop);

        // Off the caller's thread, which may be one that others wait for.
        HealthSection[] alike = await Task.Run(
            () => LikenessFindings.Find(LikenessScan.Run(index, limits.DuplicateFrom, top, cancellationToken), thresholds, top).ToArray(), cancellationToken);
        var measured = alike.SelectMany(section => section.Findings).SelectMany(FacesOf).DistinctBy(face => face.Photo).ToDictionary(face => face.Photo, _ => (FaceQuality?)null, StringComparer.Ordinal);
        var small = new WorstList<HealthFinding.TooSmall>(top, (x, y) => Order(x, y, quality => quality.SidePixels));
        var blurry = new WorstList<HealthFinding.TooBlurry>(top, (x, y) => Order(x, y, quality => quality.Sharpness));
        var turned = new WorstList<HealthFinding.TooTurned>(top, (x, y) => Order(x, y, quality => -HealthLimits.AngleOf(quality)));
        await foreach (MeasuredFace face in qualities.ReadQualitiesAsync(bundleId, cancellationToken))
        {
            var seen = new HealthFace(face.Person, face.Photo, face.Quality);
            if (measured.ContainsKey(face.Photo))
            {
                measured[face.Photo] = face.Quality;
            }

            // Negated, so that a measure that is NaN is told of as well.
            if (!(face.Quality.SidePixels >= limits.MinSidePixels))
            {
                small.Add(new HealthFinding.TooSmall(seen));
            }

            if (!(face.Quality.Sharpness >= limits.MinSharpness))
            {
                blurry.Add(new HealthFinding.TooBlurry(seen));
            }

            if (!(HealthLimits.AngleOf(face.Quality) <= limits.MaxAngleDegrees))
            {
                turned.Add(new HealthFinding.TooTurned(seen));
            }
        }

        HealthSection[] sections =
        [
            .. alike.Select(section => section with { Findings = [.. section.Findings.Select(finding => WithQuality(finding, measured))] }),
            new(HealthKind.TooSmall, small.Count, small.Take()),
            new(HealthKind.TooBlurry, blurry.Count, blurry.Take()),
            new(HealthKind.TooTurned, turned.Count, turned.Take()),
        ];
        return new HealthReport(bundleId, index.FaceCount, index.PersonCount, thresholds, limits, [.. sections.OrderBy(section => section.Kind)]);
    }

    private static int Order(HealthFinding x, HealthFinding y, Func<FaceQuality, float> measure)
    {
        int order = measure(x.Face.Quality!).CompareTo(measure(y.Face.Quality!));
        return order != 0 ? order : LikenessFindings.ByName(x.Face, y.Face);
    }

    private static IEnumerable<HealthFace> FacesOf(HealthFinding finding) => finding switch
    {
        HealthFinding.LooksLikeAnother another => [another.Face, another.Own, another.Other],
        HealthFinding.FitsBadly odd => [odd.Face, odd.Own],
        HealthFinding.NearDuplicate pair => [pair.Face, pair.Other],
        HealthFinding.ProbablyOne pair => [pair.Face, pair.Other],
        _ => [finding.Face],
    };

    private static HealthFinding WithQuality(HealthFinding finding, Dictionary<string, FaceQuality?> measured)
    {
        return finding switch
        {
            HealthFinding.LooksLikeAnother another => another with { Face = With(another.Face), Own = With(another.Own), Other = With(another.Other) },
            HealthFinding.FitsBadly odd => odd with { Face = With(odd.Face), Own = With(odd.Own) },
            HealthFinding.NearDuplicate pair => pair with { Face = With(pair.Face), Other = With(pair.Other) },
            HealthFinding.ProbablyOne pair => pair with { Face = With(pair.Face), Other = With(pair.Other) },
            _ => finding with { Face = With(finding.Face) },
        };

        HealthFace With(HealthFace face) => face with { Quality = measured[face.Photo] };
    }
}
