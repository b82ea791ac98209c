using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.MatchingTrials;

/// <summary>Records with the person each is of.</summary>
/// <param name="Entities">For each record, the number of its person.</param>
internal sealed record LabelledFile(string Name, IReadOnlyList<PersonDetails> Records, IReadOnlyList<string> Entities)
{
    /// <summary>A comma-separated file with a header; its column <c>cluster</c> tells the person.</summary>
    public static LabelledFile Read(string file)
    {
        var lines = File.ReadLines(file).Select(Fields).Where(f => f.Count > 1).ToList();
        var header = lines[0];
        string? Column(List<string> line, string name) => header.IndexOf(name) is >= 0 and var at && at < line.Count ? line[at] : null;
        return new(
            Path.GetFileNameWithoutExtension(file),
            [
                .. lines.Skip(1).Select(l => new PersonDetails
                {
                    GivenName = Column(l, "first_name"),
                    Surname = Column(l, "surname"),
                    BornOn = Column(l, "dob"),
                    Email = Column(l, "email"),
                    Phone = Column(l, "phone"),
                    Address = Column(l, "address"),
                    Postcode = Column(l, "postcode"),
                    City = Column(l, "city"),
                }),
            ],
            [.. lines.Skip(1).Select(l => Column(l, "cluster") ?? "")]);
    }

    private static List<string> Fields(string line)
    {
        List<string> fields = [];
        var (field, quoted) = (new System.Text.StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                if (quoted && i + 1 < line.Length && line[i + 1] == '"')
                {
                    field.Append(line[++i]);
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}
