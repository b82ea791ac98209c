using System.Globalization;
using CsvHelper;
using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.MatchingTrials;

/// <summary>Records with the person each is of.</summary>
/// <param name="Entities">For each record, what names its person.</param>
internal sealed record LabelledFile(string Name, IReadOnlyList<PersonDetails> Records, IReadOnlyList<string> Entities)
{
    /// <summary>A comma-separated file with a header; its column <c>cluster</c> tells the person.</summary>
    public static LabelledFile Read(string file)
    {
        using var csv = new CsvReader(new StreamReader(file), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        string? Column(string name) => csv.TryGetField<string>(name, out var value) ? value : null;
        List<PersonDetails> records = [];
        List<string> entities = [];
        while (csv.Read())
        {
            records.Add(new()
            {
                GivenName = Column("first_name"),
                Surname = Column("surname"),
                BornOn = Column("dob"),
                Email = Column("email"),
                Phone = Column("phone"),
                Address = Column("address"),
                Postcode = Column("postcode"),
                City = Column("city"),
            });
            entities.Add(Column("cluster") ?? "");
        }

        return new(Path.GetFileNameWithoutExtension(file), records, entities);
    }

    /// <summary>The same file for <c>dar people match</c>, with the column <c>cluster</c> at the end.</summary>
    public void Write(string file)
    {
        using var writer = new StreamWriter(file);
        writer.WriteLine("unique_id,first_name,surname,dob,email,phone,address,postcode,city,cluster");
        for (var i = 0; i < Records.Count; i++)
        {
            var r = Records[i];
            writer.WriteLine(string.Join(',', new[] { $"{i}", r.GivenName, r.Surname, r.BornOn, r.Email, r.Phone, r.Address, r.Postcode, r.City, Entities[i] }.Select(f => $"\"{f}\"")));
        }
    }
}
