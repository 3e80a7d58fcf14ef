namespace FaceFunctions.Evaluation.Pairs;

/// <summary>The formats that pairs come in.</summary>
public enum PairFormat
{
    /// <summary>LFW's <c>pairs.txt</c>: a heading with the number of folds, then names with numbers.</summary>
    Lfw,

    /// <summary>arcface-pytorch's <c>lfw_test_pair.txt</c>: two paths and 0 or 1 a line, with blanks between.</summary>
    ArcFacePyTorch,

    /// <summary>Columns with a separator: two photos, whether they show one person, and perhaps a fold.</summary>
    Csv,

    /// <summary>No list: all pairs of a folder with a folder for each person.</summary>
    Folders,
}

/// <summary>Pairs of photos to compare.</summary>
/// <param name="Format">Where they come from.</param>
/// <param name="Photos">Each photo once, as the list names it.</param>
/// <param name="Pairs">The pairs.</param>
/// <param name="Folds">Number of folds; 0 when there are too few pairs or people for two.</param>
/// <param name="People">Number of each photo's person, from 0.</param>
/// <param name="LeftOut">Pairs that a cap left out; 0 for lists.</param>
public sealed record PairList(PairFormat Format, IReadOnlyList<string> Photos, IReadOnlyList<ListedPair> Pairs, int Folds, IReadOnlyList<int> People, long LeftOut = 0);

/// <summary>One pair.</summary>
/// <param name="A">Number of the first photo in <see cref="PairList.Photos"/>.</param>
/// <param name="B">Number of the second photo.</param>
/// <param name="IsSamePerson">Whether they show one person.</param>
/// <param name="Fold">Its fold, from 0; -1 when it is in none.</param>
public readonly record struct ListedPair(int A, int B, bool IsSamePerson, int Fold);
