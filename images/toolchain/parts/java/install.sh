mkdir -p /opt/warm
cp -r "$recipe/parts/java/warm" /opt/warm/java
