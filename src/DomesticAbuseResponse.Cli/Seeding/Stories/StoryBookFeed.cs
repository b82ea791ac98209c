using System.Security.Cryptography;
using System.Text.Json;
using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incoming;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Cli.Seeding.Stories;

/// <summary>What the force's command-and-control system sends: a report that is clear, one with a word nobody knows, and one about somebody who may be on record.</summary>
internal sealed partial class StoryBook
{
    private const string _system = "Demo command and control";

    private IEnumerable<Act> SentByAnotherSystem()
    {
        yield return Feed(300, MakeKeyAsync);
        yield return Feed(240, stage => SendAsync(stage, "DEMO-CAD-1001", new()
        {
            [SentField.Source] = "999",
            [SentField.Grade] = "Immediate",
            [SentField.Silence] = "none",
            [SentField.Location] = "7 Fennel Lane, Dunmarsh",
            [SentField.Postcode] = "NM34 6DM",
            [SentField.FirstWords] = "Somebody is being hurt next door",
        }));
        yield return Feed(180, stage => SendAsync(
            stage, "DEMO-CAD-1002", new() { [SentField.Source] = "101", [SentField.Grade] = "Grade 2", [SentField.Location] = "21 Tansy Court, Greywater", [SentField.WhatHappened] = "Argument heard through the wall; it has stopped." },
            new() { [SentPersonField.Role] = "victim", [SentPersonField.Name] = "DEMO PERSON TANSY", [SentPersonField.Phone] = "7.7E+09" }));
        yield return Feed(120, stage => SendAsync(
            stage, "DEMO-CAD-1003", new() { [SentField.Source] = "999", [SentField.Grade] = "Early response", [SentField.FirstWords] = "He’s here again" },
            new() { [SentPersonField.Role] = "victim", [SentPersonField.Name] = "Demo Persn Ash" }));
    }

    private Act Feed(int minutesAgo, Func<Stage, Task> act) => new("another system", time.Present.AddMinutes(-minutesAgo), act);

    private static async Task MakeKeyAsync(Stage stage)
    {
        // A key that nobody has: the demonstration receives nothing from outside.
        var administrator = DemoStaff.All.First(m => m.Role is Role.AgencyAdministrator && m.Agency == DemoPlaces.Force).Actor;
        await stage.MustAsync<MakeApiKey, Id<ApiKey>>(make => make.HandleAsync(administrator, new(_system, 365, "dar_demo", SHA256.HashData(RandomNumberGenerator.GetBytes(32))), CancellationToken.None));
    }

    private static async Task SendAsync(Stage stage, string reference, Dictionary<SentField, string> values, Dictionary<SentPersonField, string>? person = null)
    {
        var key = await stage.LookUpAsync(db => db.ApiKeys.AsNoTracking().SingleAsync(k => k.Name == _system));
        values[SentField.ExternalReference] = reference;
        var sent = new SentReport(values, person is null ? [] : [new SentPerson(person)]);
        await stage.MustAsync<ReceiveReport, ReceiveReport.Answer>(receive => receive.HandleAsync(key.ToActor(), new(key.Id, reference, JsonSerializer.Serialize(new { values, person }), sent, []), CancellationToken.None));
    }
}
