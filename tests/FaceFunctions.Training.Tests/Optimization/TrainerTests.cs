using System.Numerics.Tensors;
using FaceFunctions.Core.Training;
using FaceFunctions.Training.Data;
using FaceFunctions.Training.Networks;
using FaceFunctions.Training.Optimization;

namespace FaceFunctions.Training.Tests.Optimization;

public sealed class TrainerTests : IDisposable
{
    private const int Side = 12;
    private const int People = 6;
    private const int PicturesPerPerson = 20;
    private const int Epochs = 20;
    private const int EmbeddingLength = 16;
    private const string Recipe = "a test";

    private static readonly FacePlace WholePicture = new(1, 0, 0, 0);

    private readonly string _checkpoint = Path.Combine(Path.GetTempPath(), $"facefunctions-{Guid.NewGuid():n}.checkpoint");

    public void Dispose() => File.Delete(_checkpoint);

    [Fact]
    public void RunEpoch_teaches_a_network_to_tell_people_apart()
    {
        Trainer trainer = Create();
        double before = Separation(trainer);

        Run(trainer, Epochs);

        Assert.True(trainer.IsDone);
        Assert.InRange(before, 0, 0.5);
        Assert.InRange(Separation(trainer), 0.8, 2);
    }

    [Fact]
    public void The_same_seeds_give_the_same_weights()
    {
        Trainer first = Create();
        Trainer second = Create();

        Run(first, epochs: 2);
        Run(second, epochs: 2);

        Assert.Equal(first.State.SelectMany(values => values), second.State.SelectMany(values => values));
    }

    [Fact]
    public void A_training_that_goes_on_from_a_checkpoint_ends_with_the_same_weights()
    {
        Trainer whole = Create();
        Run(whole, epochs: 4);
        Trainer stopped = Create();
        Run(stopped, epochs: 2);
        Checkpoint.Save(_checkpoint, Recipe, stopped);

        Trainer resumed = Create(seed: 1);
        Checkpoint.Load(_checkpoint, Recipe, resumed);
        Assert.Equal(2, resumed.EpochsDone);
        Run(resumed, epochs: 2);

        Assert.Equal(whole.State.SelectMany(values => values), resumed.State.SelectMany(values => values));
    }

    [Fact]
    public void A_checkpoint_of_another_training_is_refused()
    {
        Checkpoint.Save(_checkpoint, "another recipe", Create());

        TrainingException refusal = Assert.Throws<TrainingException>(() => Checkpoint.Load(_checkpoint, Recipe, Create()));

        Assert.Contains("another recipe", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(500)]
    public void A_cut_or_foreign_checkpoint_is_refused(int length)
    {
        Checkpoint.Save(_checkpoint, Recipe, Create());
        using (FileStream file = File.OpenWrite(_checkpoint))
        {
            file.SetLength(length);
        }

        Assert.Throws<TrainingException>(() => Checkpoint.Load(_checkpoint, Recipe, Create()));
    }

    [Fact]
    public void A_learning_rate_that_is_far_too_high_is_named_as_the_reason()
    {
        Trainer trainer = Create(rate: 1e30);

        TrainingException failure = Assert.Throws<TrainingException>(() => Run(trainer, Epochs));

        Assert.Contains("learning rate", failure.Message, StringComparison.Ordinal);
    }

    private static void Run(Trainer trainer, int epochs)
    {
        for (int i = 0; i < epochs; i++)
        {
            trainer.RunEpoch(progress: null, CancellationToken.None);
        }
    }

    private static Trainer Create(int seed = 1, double rate = 0.1)
    {
        Sequence network = new NetworkBuilder(new MapShape(Side, Side, 1), seed)
            .Block("stem", 8, stride: 2)
            .Residual("middle")
            .Block("down", 8, stride: 2)
            .Embedding("output", EmbeddingLength)
            .Build();
        return new Trainer(network, Task(), new TrainingOptions { Epochs = Epochs, Schedule = new LearningSchedule(rate), Seed = seed });
    }

    private static RecognitionTask Task()
    {
        PictureSet pictures = Pictures();
        FacePlace[] places = [.. Enumerable.Repeat(WholePicture, pictures.Count)];
        return new RecognitionTask(pictures, places, places, Side, EmbeddingLength, progress => new MarginSoftmax(MarginRule.ArcFace(0.3 * progress), scale: 16), batchSize: 24, seed: 1);
    }

    /// <summary>A person is a bright spot at a place of their own; a photo moves it a little and adds noise.</summary>
    private static PictureSet Pictures()
    {
        var random = new Random(4);
        var pictures = new LocatedPicture[People * PicturesPerPerson];
        for (int i = 0; i < pictures.Length; i++)
        {
            // Symmetric, since pictures are mirrored in training.
            (int person, byte[] picture) = (i / PicturesPerPerson, new byte[Side * Side]);
            for (int p = 0; p < picture.Length; p++)
            {
                (int y, int x) = (p / Side, Math.Min(p % Side, Side - 1 - (p % Side)));
                bool spot = Math.Abs(y - (2 + (4 * (person / 2)))) < 2 && Math.Abs(x - (1 + (4 * (person % 2)))) < 2;
                picture[p] = (byte)((spot ? 170 : 60) + random.Next(40));
            }

            pictures[i] = new LocatedPicture(picture, new float[FacePoints.Length]);
        }

        return new PictureSet(Side, PicturesPerPerson, pictures);
    }

    /// <summary>How much nearer, in cosines, outputs are to the mean of their own person than to the nearest other, on average.</summary>
    private static double Separation(Trainer trainer)
    {
        PictureSet pictures = Pictures();
        FeatureMaps input = new FeatureMaps(new MapShape(Side, Side, 1)).Resize(pictures.Count);
        for (int i = 0; i < pictures.Count; i++)
        {
            Augmentation.None.Apply(pictures[i].Luma, Side, input.Samples(i, i + 1));
        }

        FeatureMaps output = trainer.Network.Forward(input, training: false);
        float[][] means = [.. Enumerable.Range(0, People).Select(person => Mean(output, person))];
        return Enumerable.Range(0, pictures.Count).Average(i =>
        {
            float[] cosines = [.. means.Select(mean => TensorPrimitives.CosineSimilarity(output.Samples(i, i + 1), mean))];
            int person = pictures.PersonOf(i);
            return cosines[person] - cosines.Where((_, other) => other != person).Max();
        });
    }

    private static float[] Mean(FeatureMaps output, int person)
    {
        float[] sum = new float[EmbeddingLength];
        for (int i = person * PicturesPerPerson; i < (person + 1) * PicturesPerPerson; i++)
        {
            ReadOnlySpan<float> values = output.Samples(i, i + 1);
            TensorPrimitives.MultiplyAdd(values, 1 / TensorPrimitives.Norm(values), sum, sum);
        }

        return sum;
    }
}
