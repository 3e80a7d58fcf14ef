namespace FaceFunctions.Core.Matching;

/// <summary>What a search lists.</summary>
public enum MatchUnit
{
    /// <summary>Each person once, by the nearest photo; of a person's photos that are equally near, the ordinal first.</summary>
    Person,

    /// <summary>Each photo once, by its nearest face.</summary>
    Photo,
}
