using System.Reflection;
using System.Runtime.CompilerServices;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Rota;

namespace DomesticAbuseResponse.Domain.Tests.Crews;

/// <summary>
/// Phones that lose the network, are closed in the middle, send twice and out of order, beside colleagues who write on a page: against a model that knows who had
/// seen what. Nothing is lost, nothing is doubled, and nothing anybody had not seen is written over (T23).
/// </summary>
public sealed class EntryScheduleTests
{
    private const int _schedules = 1_000;

    private static readonly DateTimeOffset _now = new(2026, 11, 28, 15, 0, 0, TimeSpan.Zero);

    private static readonly string[] _fields = [nameof(VisitRecord.VictimWants), nameof(VisitRecord.ChildrenWords), "Needs.Housing"];

    [Fact]
    public void A_thousand_schedules_lose_nothing_double_nothing_and_show_every_difference()
    {
        var (differences, sent) = (0, 0);
        for (var seed = 0; seed < _schedules; seed++)
        {
            var world = new World(new Random(seed));
            world.Run();
            world.Check(seed);
            (differences, sent) = (differences + world.Differences, sent + world.Entries);
        }

        Assert.True(differences > _schedules / 10 && sent > _schedules * 5, $"{differences} differences among {sent} entries: the schedules are too tame.");
    }

    [Fact]
    public void Two_entries_of_one_phone_end_the_same_in_whatever_order_and_however_often_they_arrive()
    {
        var (device, first, second) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        EntryMade a = new(first, device, 1, _fields[0], "To go", 0, 1, _now), b = new(second, device, 2, _fields[0], "To stay", 0, 1, _now);

        Assert.Equal("To stay", new World(new Random(0)).Take(a, b, a, b));
        Assert.Equal("To stay", new World(new Random(0)).Take(b, a, a));
    }

    [Fact]
    public void What_no_field_takes_is_kept_and_waits_for_a_person()
    {
        var world = new World(new Random(0));
        world.Take(new EntryMade(Guid.NewGuid(), Guid.NewGuid(), 1, "Nonsense", "x", 0, 1, _now), new EntryMade(Guid.NewGuid(), Guid.NewGuid(), 1, _fields[0], new string('x', 4001), 0, 1, _now));

        Assert.Equal([EntryState.Late, EntryState.Late], world.Received.Select(e => e.State));
        Assert.All(world.Received, e => Assert.NotNull(e.Because));
    }

    private sealed class World
    {
        private static readonly PropertyInfo _number = typeof(VisitChange).GetProperty(nameof(VisitChange.Number))!;

        private readonly Random _random;
        private readonly Visit _visit = (Visit)RuntimeHelpers.GetUninitializedObject(typeof(Visit));
        private readonly VisitPack _pack;
        private readonly Actor _by = new(Id<StaffMember>.New(_now), Id<Agency>.New(_now), new HashSet<Role> { Role.SupportCarWorker }, new HashSet<Id<Domain.Maracs.Marac>>());
        private readonly List<Phone> _phones;
        private readonly Dictionary<Guid, (EntryMade Made, HashSet<Guid> Known)> _made = [];
        private long _numbers;

        internal World(Random random)
        {
            _random = random;
            typeof(Visit).GetField("_changes", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(_visit, new List<VisitChange>());
            _pack = new VisitPack(_by, (Shift)RuntimeHelpers.GetUninitializedObject(typeof(Shift)), [], _now);
            _phones = [.. Enumerable.Range(0, 2).Select(_ => new Phone())];
        }

        internal List<VisitEntry> Received { get; } = [];

        internal int Differences { get; private set; }

        internal int Entries => _made.Count;

        internal void Run()
        {
            for (var step = 0; step < 30; step++)
            {
                var phone = _phones[_random.Next(_phones.Count)];
                switch (_random.Next(8))
                {
                    case 0 or 1 or 2:
                        Type(phone);
                        break;
                    case 3:
                        WriteOnAPage();
                        break;
                    case 4: // a batch goes out: any part of the queue, in any order, and its answer may be lost
                        var batch = phone.Queue.Where(_ => _random.Next(4) > 0).OrderBy(_ => _random.Next()).ToList();
                        batch.ForEach(Deliver);
                        if (_random.Next(2) == 0)
                        {
                            phone.Queue.RemoveAll(batch.Contains);
                        }

                        break;
                    case 5: // something delivered long ago arrives again
                        if (phone.Made.Count > 0)
                        {
                            var old = phone.Made[_random.Next(phone.Made.Count)];
                            if (Received.Exists(e => e.Id == old.Id))
                            {
                                Deliver(old);
                            }
                        }

                        break;
                    case 6: // the phone has sent all it had and fetches the record
                        if (phone.Queue.Count == 0)
                        {
                            phone.Seen = _visit.Last;
                            phone.Known.UnionWith(_visit.Changes.Select(c => c.Id));
                        }

                        break;
                    case 7: // a person settles one difference
                        if (Received.Find(e => e.State is EntryState.Differs) is { } waits)
                        {
                            Assert.Null(_visit.Settle(waits, _by, _random.Next(2) == 0, _visit.LastOf(waits.Field), _now).Refusal);
                            Number();
                        }

                        break;
                }
            }

            foreach (var phone in _phones)
            {
                phone.Queue.OrderBy(_ => _random.Next()).ToList().ForEach(Deliver);
            }
        }

        internal void Check(int seed)
        {
            Assert.Equal(_made.Keys.Order(), Received.Select(e => e.Id).Order()); // every one, once
            Assert.Equal(_visit.Changes.Count, _visit.Changes.Select(c => c.Id).Distinct().Count());
            foreach (var newest in _phones.SelectMany(p => p.Made.GroupBy(m => m.Field).Select(g => g.MaxBy(m => m.Order)!)))
            {
                // The last word of each phone stands in the record or did, says what it says, or waits for a person: it is never passed over.
                var state = Received.Single(e => e.Id == newest.Id).State;
                Assert.True(state is not EntryState.Superseded, $"Schedule {seed}: the newest of a phone was superseded.");
                Assert.True(state is not (EntryState.Taken or EntryState.Chosen) || _visit.Changes.Any(c => c.Id == newest.Id), $"Schedule {seed}: taken and not there.");
            }
        }

        internal string? Take(params EntryMade[] entries)
        {
            foreach (var made in entries)
            {
                _made.TryAdd(made.Id, (made, [.. entries.Select(e => e.Id)]));
                Deliver(made);
            }

            return VisitRecord.Held(_visit.Changes).GetValueOrDefault(entries[0].Field);
        }

        private void Type(Phone phone)
        {
            var field = _fields[_random.Next(_fields.Length)];
            var value = field.StartsWith("Needs", StringComparison.Ordinal) ? (_random.Next(2) == 0 ? VisitFields.Yes : null) : _random.Next(5) == 0 ? null : $"words {_random.Next(4)}";
            var made = new EntryMade(Guid.NewGuid(), phone.Id, phone.Made.Count + 1, field, value, phone.Seen, 1, _now);
            phone.Made.Add(made);
            phone.Queue.Add(made); // on the phone before anything is claimed: closing it loses nothing
            _made[made.Id] = (made, [.. phone.Known, .. phone.Made.Select(m => m.Id)]);
        }

        private void WriteOnAPage()
        {
            var field = _fields[_random.Next(2)];
            _visit.Apply(_by, [new VisitEdit(Guid.NewGuid(), field, $"page {_random.Next(4)}", _now)], _visit.Last, chosen: true, _now);
            Number();
        }

        private void Deliver(EntryMade made)
        {
            if (Received.Exists(e => e.Id == made.Id))
            {
                return; // the key of the row: it is answered with what became of it then
            }

            var before = _visit.ChangesOf(made.Field);
            var entry = _visit.Receive(_pack, _by, made, Received, _now);
            Received.Add(entry);
            Number();
            if (entry.State is EntryState.Taken && before.Count > 0)
            {
                // What was written over had been before whoever typed, or said what they had seen.
                var (over, known) = (before[^1], _made[made.Id].Known);
                Assert.True(known.Contains(over.Id) || before.LastOrDefault(c => known.Contains(c.Id))?.Value == over.Value, "Something was written over that its writer had not seen.");
            }

            if (entry.State is EntryState.Differs)
            {
                Differences++;
                Assert.NotEqual(made.Value, before[^1].Value);
            }
        }

        private void Number()
        {
            foreach (var change in _visit.Changes.Where(c => c.Number == 0))
            {
                _number.SetValue(change, ++_numbers);
            }
        }
    }

    private sealed class Phone
    {
        public Guid Id { get; } = Guid.NewGuid();

        public long Seen { get; set; }

        public List<EntryMade> Made { get; } = [];

        public List<EntryMade> Queue { get; } = [];

        public HashSet<Guid> Known { get; } = [];
    }
}
