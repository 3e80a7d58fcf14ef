using System.Numerics.Tensors;
using FaceFunctions.Core.Evaluation;
using FaceFunctions.Core.Training;
using FaceFunctions.Portraits;
using FaceFunctions.Training.Data;
using FaceFunctions.Training.Measuring;
using FaceFunctions.Training.Networks;
using FaceFunctions.Training.Optimization;
using FaceFunctions.Training.Starter;

namespace FaceFunctions.Training.Figures;

/// <summary>Trains the same small network with each loss on the same people, and shows what the margin does: on a circle for the eye, and with 128 values for the measure.</summary>
/// <param name="options">How large it is.</param>
public sealed class MarginStudy(MarginStudyOptions options)
{
    private const int CropSide = 40;
    private const int CircleLength = 2;
    private const int MeasuredLength = 128;
    private const int BatchSize = 50;
    private const double CircleScale = 12;
    private const double CircleStart = 10;
    private const double MeasuredScale = 24;

    private static readonly double[] Fars = [0.01];
    private static readonly CropTemplate Template = StarterNetwork.TemplateOf(CropSide);

    /// <summary>Runs it.</summary>
    /// <param name="folder">Receives the figures; is there.</param>
    /// <param name="report">Hears what is going on.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>A table of the results, as Markdown.</returns>
    public string Run(string folder, Action<TrainingStage> report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        report(new TrainingStage("Drawing people", 0));
        PictureSet circle = Draw(0, options.CirclePeople, 2 * options.CirclePhotos, cancellationToken);
        PictureSet many = Draw(options.CirclePeople, options.TrainingPeople, options.Photos, cancellationToken);
        PictureSet tested = Draw(options.CirclePeople + options.TrainingPeople, options.TestPeople, options.Photos, cancellationToken);
        var figures = new List<FigureData>();
        var results = new List<MarginResult>();
        foreach ((int i, MarginLoss loss) in MarginLoss.All.Index())
        {
            report(new TrainingStage($"Training with {loss.Name}", (double)(i + 1) / (MarginLoss.All.Count + 1)));
            IReadOnlyList<IReadOnlyList<ScoredPair>> pairs = TrainAndCompare(loss, many, tested, cancellationToken);
            (FigureData trained, FigureData fresh) = TrainCircle(loss, circle, cancellationToken);
            figures.Add(trained with { SameCosines = Cosines(pairs, same: true), DifferentCosines = Cosines(pairs, same: false) });
            results.Add(new MarginResult(loss.Name, loss.Margin, trained, fresh, VerificationProtocol.Measure(pairs, Fars)));
        }

        CircleFigure.Save(Path.Combine(folder, "circle.png"), figures);
        CosineFigure.Save(Path.Combine(folder, "cosines.png"), figures);
        return MarginTable.Write(options, results);
    }

    private static PictureSet Draw(int first, int people, int photos, CancellationToken cancellationToken) =>
        DrawnPictures.Draw(new PortraitSet(StarterSets.Training), first, people, photos, StarterNetwork.PictureSide, drawn: null, cancellationToken);

    private (FigureData Trained, FigureData Fresh) TrainCircle(MarginLoss loss, PictureSet pictures, CancellationToken cancellationToken)
    {
        PictureSet trained = pictures.Part(photo => photo < options.CirclePhotos);
        (Sequence network, RecognitionTask task) = Train(loss, trained, CircleLength, CircleScale, options.CircleEpochs, cancellationToken);
        float[][] centres = [.. task.ClassWeights.ToArray().Chunk(CircleLength).Select(Normalized)];
        return (Show(trained), Show(pictures.Part(photo => photo >= options.CirclePhotos)));

        FigureData Show(PictureSet shown) => new(loss.Name, Embed(network, shown), [.. Enumerable.Range(0, shown.Count).Select(shown.PersonOf)], centres, [], []);
    }

    private static float[] Cosines(IReadOnlyList<IReadOnlyList<ScoredPair>> folds, bool same) =>
        [.. folds.SelectMany(pairs => pairs).Where(pair => pair.IsSamePerson == same).Select(pair => pair.Similarity)];

    private IReadOnlyList<IReadOnlyList<ScoredPair>> TrainAndCompare(MarginLoss loss, PictureSet many, PictureSet tested, CancellationToken cancellationToken)
    {
        (Sequence network, _) = Train(loss, many, MeasuredLength, MeasuredScale, options.Epochs, cancellationToken);
        float[][] embeddings = Embed(network, tested);
        return PairList.Make(options.TestPeople, options.Photos, (person, photo) => embeddings[(person * options.Photos) + photo]);
    }

    private (Sequence Network, RecognitionTask Task) Train(MarginLoss loss, PictureSet pictures, int length, double scale, int epochs, CancellationToken cancellationToken)
    {
        Sequence network = new NetworkBuilder(new MapShape(CropSide, CropSide, 1), options.Seed)
            .Block("1", 16, stride: 2)
            .Block("2", 32, stride: 2)
            .Block("3", 64, stride: 2)
            .Embedding("output", length)
            .Build();
        float[] mirrored = new float[FacePoints.Length];
        FacePlace[] places = [.. Enumerable.Range(0, pictures.Count).Select(i => Template.PlaceOf(pictures[i].Points))];
        FacePlace[] mirroredPlaces =
        [
            .. Enumerable.Range(0, pictures.Count).Select(i =>
            {
                FacePoints.Mirror(pictures[i].Points, mirrored);
                return Template.PlaceOf(mirrored);
            }),
        ];
        var task = new RecognitionTask(pictures, places, mirroredPlaces, CropSide, length, done => new MarginSoftmax(loss.Rule(done), scale), BatchSize, options.Seed);
        if (length == CircleLength)
        {
            // People cannot pass each other on a circle: they start evenly around it, with every loss, and long weights turn slowly, so that the network moves first.
            task.StartFrom([.. Enumerable.Range(0, pictures.People).SelectMany(person => Direction(2 * Math.PI * person / pictures.People))]);
        }

        var trainer = new Trainer(network, task, new TrainingOptions { Epochs = epochs, Schedule = new LearningSchedule(0.1), Seed = options.Seed });
        while (!trainer.IsDone)
        {
            trainer.RunEpoch(progress: null, cancellationToken);
        }

        return (network, task);
    }

    private static float[][] Embed(Sequence network, PictureSet pictures)
    {
        FeatureMaps crops = new FeatureMaps(new MapShape(CropSide, CropSide, 1)).Resize(pictures.Count);
        Shards.Run(pictures.Count, (_, first, end) =>
        {
            float[] whole = new float[pictures.Side * pictures.Side];
            for (int i = first; i < end; i++)
            {
                Augmentation.None.Apply(pictures[i].Luma, pictures.Side, whole);
                CropSampler.Draw(whole, pictures.Side, Template.PlaceOf(pictures[i].Points), CropSide, crops.Samples(i, i + 1));
            }
        });
        return [.. network.Forward(crops, training: false).Values.ToArray().Chunk(network.OutputShape.Length).Select(Normalized)];
    }

    private static float[] Direction(double angle) => [(float)(CircleStart * Math.Cos(angle)), (float)(CircleStart * Math.Sin(angle))];

    private static float[] Normalized(float[] vector)
    {
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }
}
