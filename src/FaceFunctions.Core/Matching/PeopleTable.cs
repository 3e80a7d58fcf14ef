using System.Runtime.InteropServices;

namespace FaceFunctions.Core.Matching;

/// <summary>Everybody who has a row, in any partition, with the number of rows. Safe for any number of threads: partitions are loaded side by side.</summary>
internal sealed class PeopleTable
{
    private readonly Lock _changing = new();
    private readonly Dictionary<string, Person> _people = new(StringComparer.Ordinal);

    /// <summary>Number of people.</summary>
    public int Count
    {
        get
        {
            lock (_changing)
            {
                return _people.Count;
            }
        }
    }

    /// <summary>Counts rows more of a person.</summary>
    /// <param name="name">The person.</param>
    /// <param name="rows">How many; 1 or more.</param>
    /// <returns>The name, in the one instance that all rows share.</returns>
    public string Add(string name, int rows = 1)
    {
        lock (_changing)
        {
            ref Person person = ref CollectionsMarshal.GetValueRefOrAddDefault(_people, name, out bool known);
            person = new Person(known ? person.Name : name, person.Rows + rows);
            return person.Name;
        }
    }

    /// <summary>Counts rows less of a person; who has none left is forgotten.</summary>
    public void Remove(string name, int rows = 1)
    {
        lock (_changing)
        {
            ref Person person = ref CollectionsMarshal.GetValueRefOrNullRef(_people, name);
            person = person with { Rows = person.Rows - rows };
            if (person.Rows == 0)
            {
                _people.Remove(name);
            }
        }
    }

    private readonly record struct Person(string Name, int Rows);
}
