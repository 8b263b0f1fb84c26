import Testing

@testable import ratchet

@Suite("The demo's story")
struct DemoStoryTests {
    private func scene(_ managed: Int, _ newest: Int, seconds: Int = 1) -> DemoStory.Scene {
        DemoStory.Scene(devices: 100, managed: managed, newest: newest, elapsed: .seconds(seconds))
    }

    @Test func `it goes by how far the fleet is`() {
        var story = DemoStory()
        #expect(story.due(in: scene(89, 60)) == nil)
        #expect(story.due(in: scene(90, 60)) == .hurry && story.due(in: scene(90, 60)) == .hurry, "until it was played")
        story.wasPlayed()
        #expect(story.due(in: scene(95, 49)) == nil && !story.isOver)
        #expect(story.due(in: scene(95, 50)) == .publish)
        story.wasPlayed()
        #expect(story.isOver && story.due(in: scene(100, 100)) == nil)
    }

    @Test func `a slow fleet is not waited for for ever`() {
        var story = DemoStory()
        #expect(story.due(in: scene(3, 0, seconds: 20)) == .hurry)
        story.wasPlayed()
        #expect(story.due(in: scene(3, 0, seconds: 60)) == .publish)
    }
}
