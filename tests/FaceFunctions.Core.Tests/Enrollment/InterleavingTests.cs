namespace FaceFunctions.Core.Tests.Enrollment;

/// <summary>Uploads, duplicated and late triggers, deletions, searches, faults and reconcile runs, all at once, in many orders that repeat for a seed.</summary>
public class InterleavingTests
{
    [Theory]
    [InlineData(1000, 0.02, false)]
    [InlineData(2000, 0.02, true)]
    [InlineData(3000, 0.2, true)]
    public void Whatever_happens_a_reconcile_pass_leaves_the_newest_versions_exactly_once(int firstSeed, double faultRate, bool withRollout) =>
        ForManySeeds(firstSeed, seed =>
        {
            using var world = new GalleryWorld(seed, faultRate, photos: 3);
            world.Stir(withRollout);
            world.Reconcile();
            world.AssertStoredIsWhatTheBlobsSay(alsoTheBundle: true);
        });

    [Theory]
    [InlineData(4000, 3)]
    [InlineData(5000, 1)]
    [InlineData(5100, 1)]
    [InlineData(5200, 1)]
    public void Without_faults_nothing_is_left_for_the_reconcile_pass(int firstSeed, int photos) =>
        ForManySeeds(firstSeed, seed =>
        {
            using var world = new GalleryWorld(seed, faultRate: 0, photos);
            world.Stir(withRollout: false);
            world.AssertStoredIsWhatTheBlobsSay(alsoTheBundle: true);
        });

    private static void ForManySeeds(int firstSeed, Action<int> run)
    {
        for (int seed = firstSeed; seed < firstSeed + 100; seed++)
        {
            try
            {
                run(seed);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"Seed {seed} fails: {fault.Message}", fault);
            }
        }
    }
}
