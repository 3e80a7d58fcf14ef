using FaceFunctions.Core.Training;
using FaceFunctions.Portraits;
using FaceFunctions.Training.Data;
using FaceFunctions.Training.Networks;
using FaceFunctions.Training.Optimization;

namespace FaceFunctions.Training.Starter;

/// <summary>Trains the starter's network from nothing: draws people, teaches one part where a face's points are, then the other whose face it is.</summary>
/// <param name="recipe">What it is made from.</param>
/// <param name="progress">Hears where it stands.</param>
internal sealed class StarterTraining(StarterRecipe recipe, StageProgress progress)
{
    // Pictures a pass through the finished locator.
    private const int LocatorBatch = 128;

    /// <summary>Trains.</summary>
    /// <param name="checkpoint">File that is written after each epoch of the embedder, and gone on from when it is there; null for none.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="TrainingException">The numbers have run away, or the checkpoint is of another training.</exception>
    public FaceNetwork Run(string? checkpoint, CancellationToken cancellationToken)
    {
        if (checkpoint is not null)
        {
            Checkpoint.Prepare(checkpoint, recipe.ToString());
        }

        FaceNetwork network = StarterNetwork.Create(recipe.Seed);
        PictureSet pictures = Draw(cancellationToken);
        TrainLocator(network, pictures, cancellationToken);
        TrainEmbedder(network, pictures, checkpoint, cancellationToken);
        return network;
    }

    private PictureSet Draw(CancellationToken cancellationToken) => DrawnPictures.Draw(
        new PortraitSet(StarterSets.Training), 0, recipe.People, recipe.PhotosPerPerson, StarterNetwork.PictureSide, progress.CountDrawn, cancellationToken);

    private void TrainLocator(FaceNetwork network, PictureSet pictures, CancellationToken cancellationToken)
    {
        var options = new TrainingOptions { Epochs = recipe.LocatorEpochs, Schedule = new LearningSchedule(recipe.LocatorRate), Seed = recipe.Seed };
        var trainer = new Trainer(network.Locator, new LocationTask(pictures, recipe.BatchSize), options);
        while (!trainer.IsDone)
        {
            trainer.RunEpoch(progress.ShowLocator, cancellationToken);
        }
    }

    private void TrainEmbedder(FaceNetwork network, PictureSet pictures, string? checkpoint, CancellationToken cancellationToken)
    {
        // Crops are cut where the finished model will cut them, and where it will in the mirror image.
        FacePlace[] places = Locate(network, pictures, mirrored: false);
        FacePlace[] mirroredPlaces = Locate(network, pictures, mirrored: true);
        var task = new RecognitionTask(pictures, places, mirroredPlaces, network.Template.CropSide, StarterNetwork.OutputLength, LossAt, recipe.BatchSize, recipe.Seed);
        var options = new TrainingOptions { Epochs = recipe.EmbedderEpochs, Schedule = new LearningSchedule(recipe.EmbedderRate), Seed = recipe.Seed };
        var trainer = new Trainer(network.Embedder, task, options);
        if (checkpoint is not null && File.Exists(checkpoint))
        {
            Checkpoint.Load(checkpoint, recipe.ToString(), trainer);
        }

        while (!trainer.IsDone)
        {
            trainer.RunEpoch(progress.ShowEmbedder, cancellationToken);
            if (checkpoint is not null)
            {
                Checkpoint.Save(checkpoint, recipe.ToString(), trainer);
            }
        }
    }

    private MarginSoftmax LossAt(double done) => new(MarginRule.ArcFace(recipe.Margin * Math.Min(1, done / recipe.MarginRise)), recipe.Scale);

    private static FacePlace[] Locate(FaceNetwork network, PictureSet pictures, bool mirrored)
    {
        var places = new FacePlace[pictures.Count];
        var input = new FeatureMaps(new MapShape(pictures.Side, pictures.Side, 1));
        for (int start = 0; start < pictures.Count; start += LocatorBatch)
        {
            input.Resize(Math.Min(LocatorBatch, pictures.Count - start));
            Shards.Run(input.Count, (_, first, end) =>
            {
                for (int i = first; i < end; i++)
                {
                    (Augmentation.None with { Mirrored = mirrored }).Apply(pictures[start + i].Luma, pictures.Side, input.Samples(i, i + 1));
                }
            });
            FeatureMaps points = network.Locator.Forward(input, training: false);
            for (int i = 0; i < input.Count; i++)
            {
                places[start + i] = network.Template.PlaceOf(points.Samples(i, i + 1));
            }
        }

        return places;
    }
}
